import { createServer } from "node:net";

/**
 * Threads share a port by SO_REUSEPORT, and so would another process of the same user: callers would reach one or the other
 * by chance. A listener that does not share finds out.
 *
 * @throws Error with a sentence for the operator when the port is taken
 */
export async function assertPortIsFree(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(portFault(error, host, port))));
    server.listen({ host, port }, () => server.close(() => resolve()));
  });
}

export function portFault(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} on ${host} is taken.`;
  if (code === "EACCES") return `Port ${port} on ${host} needs more rights than this process has.`;
  return `Port ${port} on ${host} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`;
}

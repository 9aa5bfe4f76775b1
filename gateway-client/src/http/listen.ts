import type { Server } from "node:net";

export interface ListenOptions {
  port: number;
  host: string;
  /** Several threads may listen on one port (Linux). */
  reusePort?: boolean;
}

/** Resolves to the port once connections are accepted. Rejects when the port cannot be had. */
export function listen(server: Server, { port, host, reusePort = false }: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, reusePort, backlog: 4096 }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

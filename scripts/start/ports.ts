import { createServer } from "node:net";

/** Something the person at the terminal must change: shown as one sentence, without a stack. */
export class StartError extends Error {}

export interface WantedPort {
  port: number;
  host: string;
  variable: string;
  purpose: string;
}

/** Refuses a port on which something listens already. `patienceMs` is for programs of a killed start that are on their way out. */
export async function assertPortsFree(wanted: WantedPort[], patienceMs: number): Promise<void> {
  const numbers = wanted.map(({ port }) => port);
  const repeated = wanted.find(({ port }, index) => numbers.indexOf(port) !== index);
  if (repeated)
    throw new StartError(`Port ${repeated.port} is asked for twice: give ${repeated.variable} another one.`);
  const deadline = Date.now() + patienceMs;
  for (const { port, host, variable, purpose } of wanted) {
    while (!(await isFree(port, host))) {
      if (Date.now() > deadline) {
        throw new StartError(
          `Port ${port} (${purpose}) is taken by another program: stop that one or set ${variable}.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Whether a port can be listened on. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(new StartError(`Cannot listen on ${host}:${port}: ${error.message}.`));
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

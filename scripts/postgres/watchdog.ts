// Started beside a temporary server: when the process that started it ends, stops the server and removes its folders.
import { rmSync } from "node:fs";

const [pid, ...folders] = process.argv.slice(2);
const STOPS_WITHIN_MS = 10_000;

// The starter's terminal may send these to its whole session; they are not meant for us.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

process.stdin.resume();
process.stdin.once("close", async () => {
  const deadline = Date.now() + STOPS_WITHIN_MS;
  signalServer("SIGINT");
  while (signalServer(0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  signalServer("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Whether the server was there to get it. */
function signalServer(signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(Number(pid), signal);
  } catch {
    return false; // it has ended
  }
}

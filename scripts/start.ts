import { announcement, keepReadyFile } from "./start/announce.ts";
import { type Installation, startInstallation } from "./start/installation.ts";
import { StartError } from "./start/ports.ts";
import { HELP, readSettings } from "./start/settings.ts";
import { untilCurlAnswers } from "./start/try-curl.ts";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}

const startedAt = Date.now();
const say = (line: string) => console.log(line);
const stopped = new AbortController();
let removeReadyFile: (() => void) | undefined;
let starting: Promise<Installation> | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// The bootstrap was killed: nobody is left to send us a signal.
process.on("disconnect", () => void stop(1));

try {
  const settings = readSettings();
  starting = startInstallation(settings, say, stopped.signal);
  const installation = await starting;
  if (installation.demo) await untilCurlAnswers(installation.demo, stopped.signal);
  if (!stopped.signal.aborted) {
    removeReadyFile = keepReadyFile(settings, installation);
    say(announcement(settings, installation, Math.round((Date.now() - startedAt) / 1000)));
  }
} catch (error) {
  // The end of the line for a start: one sentence for what the person can mend, all of it for what is our fault.
  if (!stopped.signal.aborted) console.error(error instanceof StartError ? error.message : error);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopped.signal.aborted) return;
  if (code === 0) say("stopping");
  stopped.abort();
  removeReadyFile?.();
  // A start that was interrupted or failed has stopped what it had begun by the time it rejects.
  const installation = await starting?.catch(() => undefined);
  await installation?.stop();
  process.exit(code);
}

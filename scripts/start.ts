import { rmSync } from "node:fs";
import { announce } from "./start/announce.ts";
import { ensureBuilt } from "./start/build.ts";
import { type Installation, startInstallation } from "./start/installation.ts";
import { StartError } from "./start/ports.ts";
import { HELP, readSettings, readyFile } from "./start/settings.ts";
import { untilCurlAnswers } from "./start/try-curl.ts";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}

const startedAt = Date.now();
const say = (line: string) => console.log(line);
let installation: Installation | undefined;
let isStopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// The bootstrap was killed: nobody is left to send us a signal.
process.on("disconnect", () => void stop(1));

try {
  const settings = readSettings();
  rmSync(readyFile(settings.dataDir), { force: true });
  await ensureBuilt(say);
  installation = await startInstallation(settings, say);
  if (installation.demo) await untilCurlAnswers(installation.demo);
  if (!isStopping) say(announce(settings, installation, Math.round((Date.now() - startedAt) / 1000)));
} catch (error) {
  // The end of the line for a start: one sentence for what the person can mend, all of it for what is our fault.
  if (!isStopping) console.error(error instanceof StartError ? error.message : error);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (installation) say("stopping");
  await installation?.stop();
  rmSync(readyFile(readSettings().dataDir), { force: true });
  process.exit(code);
}

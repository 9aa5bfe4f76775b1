import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "./installation.ts";
import { writePrivately } from "./secrets.ts";
import { readyFile, type Settings } from "./settings.ts";

const LOOK_EVERY_MS = 1_000;

/** Writes ready.json, for scripts, and again when a program was started anew under another process id. */
export function keepReadyFile({ dataDir }: Settings, { urls, demo, pids, databaseUrl }: Installation): () => void {
  const { signIns = [], key, curl } = demo ?? {};
  let written = "";
  const write = () => {
    const now = JSON.stringify(pids());
    if (now === written) return;
    written = now;
    writePrivately(readyFile(dataDir), { urls, signIns, key, curl, pids: pids(), databaseUrl });
  };
  write();
  const timer = setInterval(write, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    rmSync(readyFile(dataDir), { force: true });
  };
}

/** The block that tells the person at the terminal where everything is. */
export function announcement(settings: Settings, { urls, demo }: Installation, seconds: number): string {
  const { signIns = [], curl } = demo ?? {};
  const rows: [string, string][] = [
    ["portal", urls.portal],
    ["console", urls.console],
    ["API", `${urls.api}  (description: ${urls.api}/openapi.json)`],
    ["gateway", urls.gateway],
    ...signIns.map(({ role, email, password }): [string, string] => [role, `${email}  ${password}`]),
  ];
  return [
    "",
    ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`),
    ...(curl ? ["", `  ${curl}`] : []),
    "",
    `  logs in ${join(settings.dataDir, "logs")}, all of this in ${readyFile(settings.dataDir)}, Ctrl-C stops everything`,
    "",
    `ready in ${seconds} s: ${urls.portal}`,
  ].join("\n");
}

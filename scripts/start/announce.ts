import { join } from "node:path";
import type { Installation } from "./installation.ts";
import { writePrivately } from "./secrets.ts";
import { readyFile, type Settings } from "./settings.ts";

/** Writes ready.json and returns the block that tells the person at the terminal where everything is. */
export function announce(settings: Settings, { urls, demo, pids, databaseUrl }: Installation, seconds: number): string {
  const { signIns = [], key, curl } = demo ?? {};
  writePrivately(readyFile(settings.dataDir), { urls, signIns, key, curl, pids: pids(), databaseUrl });

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

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../postgres/server.ts";
import { isFree } from "./ports.ts";

/** The sample backend keeps its port over restarts, since the demo's backends point at it; a taken one is replaced. */
export async function backendPort(dataDir: string): Promise<number> {
  const file = join(dataDir, "backend-port");
  const kept = readPort(file);
  if (kept !== undefined && (await isFree(kept, "127.0.0.1"))) return kept;
  const port = await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined; // the first start
  }
}

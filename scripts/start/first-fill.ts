import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunningDatabase } from "./database.ts";
import { StartError } from "./ports.ts";

/** Marks a data folder whose first filling has begun and not ended: what it left is not worth keeping. */
const markOf = (dataDir: string) => join(dataDir, "filling");

/** Runs the filling of a new installation so that a start that is killed meanwhile can be repeated. */
export async function fillOnce<T>(dataDir: string, fill: () => Promise<T>): Promise<T> {
  writeFileSync(markOf(dataDir), "");
  const filled = await fill();
  rmSync(markOf(dataDir));
  return filled;
}

/** Empties the database when the start before was killed while it filled it. An own server is left to its owner. */
export async function discardHalfFilled(dataDir: string, database: RunningDatabase): Promise<void> {
  if (!existsSync(markOf(dataDir))) return;
  if (!database.empty) {
    throw new StartError(
      "The first start was interrupted while it filled the database of DATABASE_URL: empty that and try again.",
    );
  }
  await database.empty();
  rmSync(markOf(dataDir));
}

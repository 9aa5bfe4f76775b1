import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./ports.ts";

export interface Lock {
  /** Whether an earlier start was killed rather than stopped. */
  wasLeftOver: boolean;
  release: () => void;
}

/** One start per data folder. A killed one leaves its file behind, which is told by its process being gone. */
export function lockDataDir(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "start.pid");
  const holder = holderOf(file);
  if (holder !== undefined && isOurs(holder)) {
    throw new StartError(
      `Gatehouse is already running on ${dataDir} (process ${holder}): stop that one or set GATEHOUSE_DATA_DIR.`,
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  return { wasLeftOver: holder !== undefined, release: () => rmSync(file, { force: true }) };
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined; // no file: nobody has it
  }
}

/** The number may have been given to another program since. */
function isOurs(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.ts");
  } catch {
    return false; // gone
  }
}

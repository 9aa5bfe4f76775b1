import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import { exportQuotas, importQuotas, type SharedLimits } from "../limits/limits.ts";
import { ignoreMissing, replaceFile } from "../storage/files.ts";

const NAME = "quotas.json.gz";
const QUOTAS_BYTES_MAX = 256 * 1024 * 1024;

const quotaStates = z.array(
  z.object({
    key: z.object({ low: z.int(), high: z.int() }),
    periodMs: z.number().positive(),
    periodNumber: z.int().nonnegative(),
    calls: z.number().nonnegative(),
    bytes: z.number().nonnegative(),
  }),
);

/** Keeps what of each quota is used. @throws when the disk does not take it */
export async function saveQuotas(folder: string, limits: SharedLimits, nowMs: number): Promise<void> {
  const packed = await promisify(gzip)(JSON.stringify(exportQuotas(limits, nowMs)));
  await replaceFile(folder, NAME, packed);
}

/** Takes up the quotas where the last process left them. False when the file was unreadable: quotas begin anew then. */
export async function restoreQuotas(folder: string, limits: SharedLimits, nowMs: number): Promise<boolean> {
  const packed = await readFile(join(folder, NAME)).catch(ignoreMissing);
  if (!packed) return true;
  try {
    const text = await promisify(gunzip)(packed, { maxOutputLength: QUOTAS_BYTES_MAX });
    importQuotas(limits, quotaStates.parse(JSON.parse(text.toString("utf8"))), nowMs);
    return true;
  } catch {
    return false; // a damaged file must not keep the gateway from serving; the caller says so
  }
}

import type { Reader } from "../db/database.ts";
import { listChain } from "./queries.ts";
import { hashOf } from "./record.ts";

export interface ChainReport {
  entries: number;
  /** The hash of the last entry: kept elsewhere, it shows later whether entries were cut off at the end. */
  head: string;
  /** The first entry that does not follow from the one before it, or whose content was changed. */
  broken?: { id: string; why: "changed" | "does not follow" };
}

const BATCH = 1000;

/** Walks the whole chain in batches: every entry's hash must follow from its content and from the hash before it. */
export async function verifyChain(reader: Reader): Promise<ChainReport> {
  let previous: Uint8Array = new Uint8Array(32);
  let entries = 0;
  let after = 0n;
  for (
    let rows = await listChain(reader, after, BATCH);
    rows.length > 0;
    rows = await listChain(reader, after, BATCH)
  ) {
    for (const { id, previousHash, hash, ...content } of rows) {
      const why = faultOf(previous, previousHash, hash, content);
      if (why) return { entries, head: hex(previous), broken: { id: String(id), why } };
      previous = hash;
      after = id;
      entries++;
    }
  }
  return { entries, head: hex(previous) };
}

function faultOf(previous: Uint8Array, previousHash: Uint8Array, hash: Uint8Array, content: object) {
  if (hex(previousHash) !== hex(previous)) return "does not follow";
  return hex(hashOf(previous, content)) === hex(hash) ? undefined : "changed";
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

import type { Reader } from "../db/database.ts";
import { listChain } from "./queries.ts";
import { hashOf } from "./record.ts";

export interface ChainReport {
  entries: number;
  /** The hash of the last entry: kept elsewhere, it shows later whether entries were cut off at the end. */
  head: string;
  /** The first entry that does not follow from the one before it, or whose content was changed. */
  broken?: { id: string; why: "changed" | "does not follow" };
  /** The last entry that was looked at; undefined at the end of the chain. */
  stoppedAt?: bigint;
}

interface Stretch {
  /** The entry before the stretch, with its hash; left out: from the first entry on. */
  after?: { id: bigint; hash: Uint8Array } | undefined;
  /** Where to stop, in entries and to the next whole batch. */
  entriesMax?: number;
}

const BATCH = 1000;

/** Walks the chain in batches: every entry's hash must follow from its content and from the hash before it. */
export async function verifyChain(reader: Reader, stretch: Stretch = {}): Promise<ChainReport> {
  const { after = { id: 0n, hash: new Uint8Array(32) }, entriesMax = Number.POSITIVE_INFINITY } = stretch;
  let { id: last, hash: previous } = after;
  let entries = 0;
  while (entries < entriesMax) {
    const rows = await listChain(reader, last, BATCH);
    for (const { id, previousHash, hash, ...content } of rows) {
      const why = faultOf(previous, previousHash, hash, content);
      if (why) return { entries, head: hex(previous), broken: { id: String(id), why } };
      previous = hash;
      last = id;
      entries++;
    }
    if (rows.length < BATCH) return { entries, head: hex(previous) };
  }
  return { entries, head: hex(previous), stoppedAt: last };
}

function faultOf(previous: Uint8Array, previousHash: Uint8Array, hash: Uint8Array, content: object) {
  if (hex(previousHash) !== hex(previous)) return "does not follow";
  return hex(hashOf(previous, content)) === hex(hash) ? undefined : "changed";
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { BATCH_BYTES_MAX, type BatchRecord } from "@gatehouse/contract/telemetry.ts";
import { replaceFile, syncPath } from "../storage/files.ts";
import { takeTurns } from "../storage/turns.ts";
import { cutIntoBatches, packBatch, unpackBatch } from "./batch.ts";
import { createCounters } from "./counters.ts";
import { batchName, chooseMerge, isSuperseded, parseBatchName, type SpooledBatch } from "./spooled-batch.ts";

/**
 * Batches on disk, oldest first, each an immutable file. Only the oldest is ever sent, so only the oldest can have been
 * counted by the control plane without our knowing; the others may be merged.
 */
export interface Spool {
  readonly batches: number;
  readonly bytes: number;
  /** Calls dropped because the spool was at its bound, since the start. */
  readonly lostCalls: number;
  /** Batches that lie in `rejected/`. */
  readonly rejected: number;
  /** Writes records as new batches; gives back those that the disk did not take, with the reason. */
  append(records: BatchRecord[]): Promise<{ unwritten: BatchRecord[]; fault?: unknown }>;
  oldest(): Promise<{ batch: SpooledBatch; bytes: Buffer } | undefined>;
  /** The control plane has counted it. */
  remove(batch: SpooledBatch): Promise<void>;
  /** The control plane will never take it: kept in `rejected/` for a person to look at. */
  setAside(batch: SpooledBatch): Promise<void>;
}

/** @param node names this gateway in the batches, for as long as the folder lives */
export async function openSpool(folder: string, node: string, bytesMax: number): Promise<Spool> {
  const rejectedFolder = join(folder, "rejected");
  await mkdir(rejectedFolder, { recursive: true });
  const inTurn = takeTurns();
  const { pending, highest } = await readSpool(folder, rejectedFolder);
  let sequence = highest;
  let rejected = (await readdir(rejectedFolder)).length;
  let lostCalls = 0;

  const write = async (first: number, last: number, records: BatchRecord[]): Promise<SpooledBatch> => {
    const packed = await packBatch(node, last, records);
    const name = batchName(first, last);
    await replaceFile(folder, name, packed);
    return { name, first, last, ...sizesOf(packed) };
  };
  const moveAside = async (batch: SpooledBatch) => {
    await rename(join(folder, batch.name), join(rejectedFolder, batch.name));
    await Promise.all([syncPath(rejectedFolder), syncPath(folder)]);
    forget(pending, batch);
    rejected++;
  };
  const mergeAll = async () => {
    for (let run = chooseMerge(pending, BATCH_BYTES_MAX / 2); run; run = chooseMerge(pending, BATCH_BYTES_MAX / 2)) {
      const counters = createCounters();
      const others: BatchRecord[] = [];
      for (const batch of run) {
        const records = await readRecords(folder, batch);
        if (!records) return moveAside(batch); // damaged on the disk: it would be refused anyway
        counters.merge(records.filter((record) => record.kind === "counter"));
        others.push(...records.filter((record) => record.kind !== "counter"));
      }
      const [first, last] = [run[0] as SpooledBatch, run.at(-1) as SpooledBatch];
      const merged = await write(first.first, last.last, [...counters.take(), ...others]);
      pending.splice(pending.indexOf(first), run.length, merged);
      for (const { name } of run) await rm(join(folder, name), { force: true });
    }
  };
  const dropOverBound = async () => {
    while (pending.length > 1 && bytesOf(pending) > bytesMax) {
      const oldest = pending[0] as SpooledBatch;
      for (const record of (await readRecords(folder, oldest)) ?? []) {
        if (record.kind === "counter") lostCalls += record.calls;
      }
      await rm(join(folder, oldest.name), { force: true });
      pending.shift();
    }
  };

  return {
    get batches() {
      return pending.length;
    },
    get bytes() {
      return bytesOf(pending);
    },
    get lostCalls() {
      return lostCalls;
    },
    get rejected() {
      return rejected;
    },
    append: (records) =>
      inTurn(async () => {
        const left = cutIntoBatches(records);
        try {
          for (let batch = left[0]; batch; batch = left[0]) {
            pending.push(await write(sequence + 1, sequence + 1, batch));
            sequence++;
            left.shift();
          }
          await mergeAll();
          await dropOverBound();
          return { unwritten: [] };
        } catch (fault) {
          return { unwritten: left.flat(), fault }; // a full or failing disk is the caller's to bridge and to report
        }
      }),
    oldest: () =>
      inTurn(async () => {
        const batch = pending[0];
        return batch && { batch, bytes: await readFile(join(folder, batch.name)) };
      }),
    remove: (batch) =>
      inTurn(async () => {
        // The highest number ever given must outlast a crash, or it would be given twice and the second batch not counted.
        if (batch.last === sequence) await replaceFile(folder, "last-sequence", String(sequence));
        await rm(join(folder, batch.name), { force: true });
        await syncPath(folder);
        forget(pending, batch);
      }),
    setAside: (batch) => inTurn(() => moveAside(batch)),
  };
}

/** For a gateway that reports to nobody: counts live in its metrics alone. */
export function discardingSpool(): Spool {
  const nothing = async () => undefined;
  return {
    batches: 0,
    bytes: 0,
    lostCalls: 0,
    rejected: 0,
    append: async () => ({ unwritten: [] }),
    oldest: nothing,
    remove: nothing,
    setAside: nothing,
  };
}

/** What an earlier process left, whatever it was doing when it ended. */
async function readSpool(
  folder: string,
  rejectedFolder: string,
): Promise<{ pending: SpooledBatch[]; highest: number }> {
  const names = await readdir(folder);
  const found = names.flatMap((name) => {
    const numbers = parseBatchName(name);
    return numbers ? [{ name, ...numbers }] : [];
  });
  const superseded = found.filter((batch) => isSuperseded(batch, found));
  const stumps = names.filter((name) => name.endsWith(".new"));
  for (const name of [...superseded.map((batch) => batch.name), ...stumps])
    await rm(join(folder, name), { force: true });

  const kept = found.filter((batch) => !superseded.includes(batch)).sort((a, b) => a.first - b.first);
  const pending = await Promise.all(
    kept.map(async (batch) => ({ ...batch, ...(await readSizes(join(folder, batch.name))) })),
  );
  const setAside = (await readdir(rejectedFolder)).map((name) => parseBatchName(name)?.last ?? 0);
  const recorded = names.includes("last-sequence") ? Number(await readFile(join(folder, "last-sequence"), "utf8")) : 0;
  return { pending, highest: Math.max(0, recorded || 0, ...setAside, ...pending.map(({ last }) => last)) };
}

async function readRecords(folder: string, { name }: SpooledBatch): Promise<BatchRecord[] | undefined> {
  const bytes = await readFile(join(folder, name));
  return unpackBatch(bytes).catch(() => undefined);
}

/** Without reading the whole: gzip ends with the size of what it holds (RFC 1952, 2.3.1). */
async function readSizes(path: string): Promise<{ bytes: number; unpackedBytes: number }> {
  const { size } = await stat(path);
  const handle = await open(path, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return { bytes: size, unpackedBytes: buffer.readUInt32LE(0) };
  } finally {
    await handle.close();
  }
}

function sizesOf(packed: Buffer): { bytes: number; unpackedBytes: number } {
  return { bytes: packed.length, unpackedBytes: packed.readUInt32LE(packed.length - 4) };
}

function bytesOf(batches: SpooledBatch[]): number {
  return batches.reduce((sum, { bytes }) => sum + bytes, 0);
}

function forget(batches: SpooledBatch[], batch: SpooledBatch): void {
  const at = batches.indexOf(batch);
  if (at >= 0) batches.splice(at, 1);
}

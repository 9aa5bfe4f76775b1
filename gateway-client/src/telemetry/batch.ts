import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { BATCH_BYTES_MAX, type BatchRecord, batchHeader, batchRecord } from "@gatehouse/contract/telemetry.ts";

/** Room for the header line in a batch's bound. */
const HEADER_BYTES_MAX = 256;

/** Cuts records into runs whose lines, with a header, stay within the bound of a batch. */
export function cutIntoBatches(records: BatchRecord[]): BatchRecord[][] {
  const batches: BatchRecord[][] = [];
  let left = 0;
  for (const record of records) {
    const bytes = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes > left) {
      batches.push([]);
      left = BATCH_BYTES_MAX - HEADER_BYTES_MAX;
    }
    batches.at(-1)?.push(record);
    left -= bytes;
  }
  return batches;
}

/** A batch as it rests on disk and travels: gzip of NDJSON, the header first. */
export async function packBatch(node: string, sequence: number, records: BatchRecord[]): Promise<Buffer> {
  const lines = [{ kind: "batch", node, sequence }, ...records].map((line) => `${JSON.stringify(line)}\n`);
  return promisify(gzip)(lines.join(""));
}

/** @throws when the bytes are no batch: cut off or damaged. */
export async function unpackBatch(bytes: Buffer): Promise<BatchRecord[]> {
  const text = (await promisify(gunzip)(bytes, { maxOutputLength: 4 * BATCH_BYTES_MAX })).toString("utf8");
  const [header = "", ...lines] = text.trimEnd().split("\n");
  batchHeader.parse(JSON.parse(header));
  return lines.map((line) => batchRecord.parse(JSON.parse(line)));
}

import { gunzipSync } from "node:zlib";
import { schemaFaults } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import {
  BATCH_BYTES_MAX,
  type BatchHeader,
  type BatchRecord,
  batchHeader,
  batchRecord,
} from "../contract/telemetry.ts";

export interface Batch extends BatchHeader {
  records: BatchRecord[];
}

/** Packed, a batch keeps the bound of a body; a small body must not unpack to gigabytes. */
const UNPACKED_BYTES_MAX = 4 * BATCH_BYTES_MAX;

/** @throws Problem that tells the gateway never to send these bytes again. */
export function parseBatch(bytes: Uint8Array, isPacked: boolean): Batch {
  const text = Buffer.from(isPacked ? unpack(bytes) : bytes).toString("utf8");
  const [first = "", ...lines] = text.trimEnd().split("\n");
  return {
    ...parseLine(batchHeader, first, 1),
    records: lines.map((line, index) => parseLine(batchRecord, line, index + 2)),
  };
}

function unpack(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: UNPACKED_BYTES_MAX });
  } catch (error) {
    // the boundary where a stranger's bytes are unpacked
    const isTooLarge = error instanceof RangeError;
    throw new Problem(isTooLarge ? "body-too-large" : "malformed-body", isTooLarge ? undefined : "It is not gzip.");
  }
}

function parseLine<T>(schema: { safeParse(value: unknown): LineResult<T> }, line: string, number: number): T {
  const result = schema.safeParse(parseJson(line, number));
  if (result.success) return result.data;
  const errors = schemaFaults(result.error).map((fault) => ({ ...fault, pointer: `/${number - 1}${fault.pointer}` }));
  throw new Problem("invalid-input", `Line ${number} is not what the contract says.`, { errors });
}

type LineResult<T> = { success: true; data: T } | { success: false; error: Parameters<typeof schemaFaults>[0] };

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Problem("malformed-body", `Line ${number} is not JSON.`); // JSON.parse has no other way to say no
  }
}

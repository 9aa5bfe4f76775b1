import { counterKey } from "../../policies/counter-key.ts";
import { SnapshotError } from "./error.ts";

/**
 * One `keys/<xx>` part in 28 bytes a key, shared between threads. Per key, sorted by its SHA-256: its first 16 bytes as four
 * integers (finding another text with the same 128 bits is out of reach), the subscription's 64-bit name, the end date.
 */
const INTS_PER_KEY = 7;

export interface KeyEntry {
  readonly subscriptionLow: number;
  readonly subscriptionHigh: number;
  /** Epoch seconds, 0 for none. */
  readonly endsAt: number;
}

/** @throws SnapshotError when the part does not have the form of `keysPart` */
export function buildKeySegment(name: string, part: unknown): SharedArrayBuffer {
  const keys = keysOf(name, part);
  const hashes = Object.keys(keys);
  if (hashes.some((hash, index) => index > 0 && hash < (hashes[index - 1] ?? ""))) hashes.sort();
  const prefix = name.slice(name.indexOf("/") + 1);
  const buffer = new SharedArrayBuffer(hashes.length * INTS_PER_KEY * 4);
  const words = new Uint32Array(buffer);
  hashes.forEach((hash, index) => {
    const [subscription, endsAt] = entryOf(name, hash, keys[hash]);
    if (!hash.startsWith(prefix)) throw new SnapshotError(name, `/keys/${hash}`, "The key belongs to another part.");
    const at = index * INTS_PER_KEY;
    for (let word = 0; word < 4; word++) words[at + word] = Number.parseInt(hash.slice(word * 8, word * 8 + 8), 16);
    const { low, high } = counterKey(subscription);
    words[at + 4] = low;
    words[at + 5] = high;
    words[at + 6] = endsAt;
  });
  return buffer;
}

/** Binary search for a SHA-256. */
export function findKey(words: Uint32Array, hash: Uint8Array): KeyEntry | undefined {
  const wanted = [wordAt(hash, 0), wordAt(hash, 4), wordAt(hash, 8), wordAt(hash, 12)];
  let low = 0;
  let high = words.length / INTS_PER_KEY - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compare(words, middle * INTS_PER_KEY, wanted);
    if (order === 0) return entryAt(words, middle * INTS_PER_KEY);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function entryAt(words: Uint32Array, at: number): KeyEntry {
  return {
    subscriptionLow: (words[at + 4] ?? 0) | 0,
    subscriptionHigh: (words[at + 5] ?? 0) | 0,
    endsAt: words[at + 6] ?? 0,
  };
}

function compare(words: Uint32Array, at: number, wanted: readonly number[]): number {
  for (let word = 0; word < 4; word++) {
    const difference = (words[at + word] ?? 0) - (wanted[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

function keysOf(name: string, part: unknown): Record<string, unknown> {
  const keys = typeof part === "object" && part !== null && "keys" in part ? part.keys : undefined;
  if (typeof keys !== "object" || keys === null || Object.keys(part as object).length !== 1) {
    throw new SnapshotError(name, "", "The part must hold `keys` and nothing else.");
  }
  return keys as Record<string, unknown>;
}

/** Checked by hand: a schema takes several times as long, which a million keys would feel. */
function entryOf(name: string, hash: string, entry: unknown): [string, number] {
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new SnapshotError(name, `/keys/${hash}`, "is not a SHA-256 in lower-case hex");
  if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== "string" || !isEpochSeconds(entry[1])) {
    throw new SnapshotError(name, `/keys/${hash}`, "is not a subscription and an end date");
  }
  return [entry[0], entry[1]];
}

/** Up to the year 2106: dates are kept in 32 bits. */
export function isEpochSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

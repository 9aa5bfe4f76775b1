import {
  type SubscriptionState,
  type SubscriptionsPart,
  subscriptionState,
  subscriptionsPart,
} from "@gatehouse/contract/snapshot.ts";
import { counterKey } from "../../policies/counter-key.ts";
import { SnapshotError, schemaError } from "./error.ts";
import { isEpochSeconds } from "./key-segment.ts";

/**
 * One `subscriptions/<xx>` part, shared between threads: the number of records, then per record the subscription's 64-bit
 * name, state, end date, and where its three texts begin; then the texts. A UUID takes 17 bytes.
 */
const HEAD_INTS = 1;
const INTS_PER_RECORD = 7;
const UUID_MARK = 0xff;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STATES = subscriptionState.options;

export interface SubscriptionRecord {
  readonly id: string;
  readonly application: string;
  readonly plan: string;
  readonly state: SubscriptionState;
  /** Epoch seconds, 0 for none. */
  readonly endsAt: number;
}

/** @throws SnapshotError when the part does not have the form of `subscriptionsPart` */
export function buildSubscriptionSegment(name: string, part: unknown): SharedArrayBuffer {
  // The schema names the fault; looking for one by hand first spares a copy of every part that has none.
  if (!isSubscriptionsPart(part)) {
    const parsed = subscriptionsPart.safeParse(part);
    throw parsed.success
      ? new SnapshotError(name, "/subscriptions", "An end date or an id lies beyond what the gateway can keep.")
      : schemaError(name, parsed.error);
  }
  const ids = Object.keys(part.subscriptions);
  const records = new Uint32Array(HEAD_INTS + ids.length * INTS_PER_RECORD);
  const texts = new TextHeap();
  records[0] = ids.length;
  let at = HEAD_INTS;
  for (const id of ids) {
    const record = part.subscriptions[id];
    if (record === undefined) continue;
    const { low, high } = counterKey(id);
    records[at++] = low;
    records[at++] = high;
    records[at++] = STATES.indexOf(record.state);
    records[at++] = record.endsAt ?? 0;
    records[at++] = texts.put(id);
    records[at++] = texts.putShared(record.application);
    records[at++] = texts.putShared(record.plan);
  }
  const buffer = new SharedArrayBuffer(records.byteLength + texts.length);
  new Uint32Array(buffer, 0, records.length).set(records);
  texts.copyTo(new Uint8Array(buffer, records.byteLength));
  return buffer;
}

export function countSubscriptions(buffer: SharedArrayBuffer): number {
  return new Uint32Array(buffer, 0, 1)[0] ?? 0;
}

/** The 64-bit name of a record. */
export function subscriptionNameAt(buffer: SharedArrayBuffer, index: number): { low: number; high: number } {
  const [low = 0, high = 0] = new Int32Array(buffer, (HEAD_INTS + index * INTS_PER_RECORD) * 4, 2);
  return { low, high };
}

export function readSubscription(buffer: SharedArrayBuffer, index: number): SubscriptionRecord {
  const fields = new Uint32Array(buffer, (HEAD_INTS + index * INTS_PER_RECORD) * 4, INTS_PER_RECORD);
  const textsAt = (HEAD_INTS + countSubscriptions(buffer) * INTS_PER_RECORD) * 4;
  const text = (field: number) => readText(buffer, textsAt + (fields[field] ?? 0));
  return {
    id: text(4),
    application: text(5),
    plan: text(6),
    state: STATES[fields[2] ?? 0] ?? "submitted",
    endsAt: fields[3] ?? 0,
  };
}

/** Texts one after the other: a length byte and UTF-8, or a mark and the 16 bytes of a UUID. */
class TextHeap {
  #bytes = Buffer.alloc(64 * 1024);
  readonly #shared = new Map<string, number>();
  length = 0;

  put(text: string): number {
    const at = this.length;
    const isUuid = text.length === 36 && UUID.test(text);
    this.#makeRoom(1 + text.length * 3);
    const written = isUuid
      ? this.#bytes.write(text.replaceAll("-", ""), at + 1, "hex")
      : this.#bytes.write(text, at + 1, "utf8");
    this.#bytes[at] = isUuid ? UUID_MARK : written;
    this.length += 1 + written;
    return at;
  }

  /** For texts that come again and again: kept once. */
  putShared(text: string): number {
    const known = this.#shared.get(text);
    if (known !== undefined) return known;
    const at = this.put(text);
    this.#shared.set(text, at);
    return at;
  }

  copyTo(target: Uint8Array): void {
    target.set(this.#bytes.subarray(0, this.length));
  }

  #makeRoom(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(this.#bytes.length * 2, this.length + bytes));
    this.#bytes.copy(grown, 0, 0, this.length);
    this.#bytes = grown;
  }
}

/** Whether a part has the contract's form, and its texts and dates fit: what `subscriptionsPart` says, by hand. */
function isSubscriptionsPart(part: unknown): part is SubscriptionsPart {
  if (!isRecord(part) || Object.keys(part).length !== 1 || !isRecord(part.subscriptions)) return false;
  for (const id in part.subscriptions) {
    const record = part.subscriptions[id];
    if (!isRecord(record) || !isText(id) || !isText(record.plan) || !isText(record.application)) return false;
    if (record.endsAt !== null && !isEpochSeconds(record.endsAt)) return false;
    if (!STATES.some((state) => state === record.state) || Object.keys(record).length !== 4) return false;
  }
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The contract bounds ids to 200 characters; a length byte holds 254 bytes. */
function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && Buffer.byteLength(value) <= 200;
}

function readText(buffer: SharedArrayBuffer, at: number): string {
  const [mark = 0] = new Uint8Array(buffer, at, 1);
  // Copied out: the decoder of texts does not read shared memory.
  const copy = Buffer.from(new Uint8Array(buffer, at + 1, mark === UUID_MARK ? 16 : mark));
  if (mark !== UUID_MARK) return copy.toString("utf8");
  const hex = copy.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

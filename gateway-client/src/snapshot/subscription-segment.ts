import { type SubscriptionState, subscriptionState, subscriptionsPart } from "@gatehouse/contract/snapshot.ts";
import { counterKey } from "../../policies/counter-key.ts";
import { schemaError } from "./error.ts";

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
  const parsed = subscriptionsPart.safeParse(part);
  if (!parsed.success) throw schemaError(name, parsed.error);
  const entries = Object.entries(parsed.data.subscriptions);
  const texts = new TextHeap();
  const records = entries.map(([id, { plan, application, state, endsAt }]) => {
    const { low, high } = counterKey(id);
    const places = [texts.put(id), texts.put(application), texts.put(plan)];
    return [low, high, STATES.indexOf(state), endsAt ?? 0, ...places];
  });
  const textsAt = (HEAD_INTS + records.length * INTS_PER_RECORD) * 4;
  const buffer = new SharedArrayBuffer(textsAt + texts.length);
  new Uint32Array(buffer, 0, textsAt / 4).set([records.length, ...records.flat()]);
  texts.copyTo(new Uint8Array(buffer, textsAt));
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

/** Texts one after the other, each once: a length byte and UTF-8, or a mark and the 16 bytes of a UUID. */
class TextHeap {
  readonly #chunks: Buffer[] = [];
  readonly #places = new Map<string, number>();
  length = 0;

  put(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const bytes = UUID.test(text) ? Buffer.from(text.replaceAll("-", ""), "hex") : Buffer.from(text, "utf8");
    const mark = UUID.test(text) ? UUID_MARK : bytes.length;
    const at = this.length;
    this.#chunks.push(Buffer.from([mark]), bytes);
    this.length += bytes.length + 1;
    this.#places.set(text, at);
    return at;
  }

  copyTo(target: Uint8Array): void {
    let at = 0;
    for (const chunk of this.#chunks) {
      target.set(chunk, at);
      at += chunk.length;
    }
  }
}

function readText(buffer: SharedArrayBuffer, at: number): string {
  const [mark = 0] = new Uint8Array(buffer, at, 1);
  // Copied out: the decoder of texts does not read shared memory.
  const copy = Buffer.from(new Uint8Array(buffer, at + 1, mark === UUID_MARK ? 16 : mark));
  if (mark !== UUID_MARK) return copy.toString("utf8");
  const hex = copy.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

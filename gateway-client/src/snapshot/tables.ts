import { buildKeySegment } from "./key-segment.ts";
import { buildSubscriptionSegment, countSubscriptions, subscriptionNameAt } from "./subscription-segment.ts";

/**
 * Keys and subscriptions in shared memory: built once by the process, posted to every thread. Nothing in it changes once it
 * is built.
 */
export interface SharedTables {
  /** Part name → segment. */
  readonly keys: ReadonlyMap<string, SharedArrayBuffer>;
  readonly subscriptions: ReadonlyMap<string, SharedArrayBuffer>;
  /** Open-addressed hash table over all subscriptions: 1 + the number of a record, counted through the segments in order. */
  readonly subscriptionIndex: SharedArrayBuffer;
}

/** Tables on their way from one snapshot to the next. */
export interface TableChange {
  /** Takes a part over in its table's form. Parts come one by one, so that only one need be in memory as JSON. */
  put(name: string, part: unknown): void;
  remove(name: string): void;
  finish(): SharedTables;
}

/**
 * The tables with some parts changed: `undefined` for one that is gone.
 *
 * @throws SnapshotError when a part does not have the contract's form
 */
export function updateTables(
  previous: SharedTables | undefined,
  changes: ReadonlyMap<string, unknown | undefined>,
): SharedTables {
  const change = changeTables(previous);
  for (const [name, part] of changes) {
    if (part === undefined) change.remove(name);
    else change.put(name, part);
  }
  return change.finish();
}

/**
 * Begins a change. Segments of all parts that are not put are taken over, so that one revoked key costs one part's work. Parts
 * that hold neither keys nor subscriptions are no concern of the tables.
 */
export function changeTables(previous: SharedTables | undefined): TableChange {
  const keys = new Map(previous?.keys);
  const subscriptions = new Map(previous?.subscriptions);
  let subscriptionIndex = previous?.subscriptionIndex;
  return {
    put(name, part) {
      if (name.startsWith("keys/")) keys.set(name, buildKeySegment(name, part));
      if (!name.startsWith("subscriptions/")) return;
      subscriptions.set(name, buildSubscriptionSegment(name, part));
      subscriptionIndex = undefined;
    },
    remove(name) {
      keys.delete(name);
      if (subscriptions.delete(name)) subscriptionIndex = undefined;
    },
    finish: () => ({
      keys,
      subscriptions,
      subscriptionIndex: subscriptionIndex ?? buildIndex([...subscriptions.values()]),
    }),
  };
}

function buildIndex(segments: readonly SharedArrayBuffer[]): SharedArrayBuffer {
  const count = segments.reduce((sum, segment) => sum + countSubscriptions(segment), 0);
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2)));
  const slots = new Int32Array(new SharedArrayBuffer(size * 4));
  let ordinal = 0;
  for (const segment of segments) {
    const records = countSubscriptions(segment);
    for (let i = 0; i < records; i++) {
      let slot = subscriptionNameAt(segment, i).low & (size - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      slots[slot] = ++ordinal;
    }
  }
  return slots.buffer;
}

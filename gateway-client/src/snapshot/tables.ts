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

/**
 * The tables with some parts changed: `undefined` for one that is gone. Segments of all other parts are taken over, so that one
 * revoked key costs one part's work.
 *
 * @throws SnapshotError when a part does not have the contract's form
 */
export function updateTables(
  previous: SharedTables | undefined,
  changes: ReadonlyMap<string, unknown | undefined>,
): SharedTables {
  const keys = new Map(previous?.keys);
  const subscriptions = new Map(previous?.subscriptions);
  let hasOtherSubscriptions = previous === undefined;
  for (const [name, part] of changes) {
    if (name.startsWith("keys/")) {
      if (part === undefined) keys.delete(name);
      else keys.set(name, buildKeySegment(name, part));
    } else if (name.startsWith("subscriptions/")) {
      hasOtherSubscriptions = true;
      if (part === undefined) subscriptions.delete(name);
      else subscriptions.set(name, buildSubscriptionSegment(name, part));
    }
  }
  const subscriptionIndex =
    hasOtherSubscriptions || previous === undefined
      ? buildIndex([...subscriptions.values()])
      : previous.subscriptionIndex;
  return { keys, subscriptions, subscriptionIndex };
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

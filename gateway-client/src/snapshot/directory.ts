import { hash } from "node:crypto";
import { type ClientName, clientHash } from "@gatehouse/contract/client-hash.ts";
import { counterKey } from "../../policies/counter-key.ts";
import { findKey } from "./key-segment.ts";
import {
  countSubscriptions,
  readSubscription,
  type SubscriptionRecord,
  subscriptionNameAt,
} from "./subscription-segment.ts";
import type { SharedTables } from "./tables.ts";

export interface KeyOwner {
  readonly subscription: SubscriptionRecord;
  /** Epoch seconds, 0 for none. */
  readonly keyEndsAt: number;
}

/** Looks up keys and subscriptions in shared tables. Holds no key, only hashes. */
export class Directory {
  /** Key segments by the first byte of the hash, with their whole prefix. */
  readonly #keys: { prefix: string; words: Uint32Array }[][] = Array.from({ length: 256 }, () => []);
  readonly #segments: { first: number; buffer: SharedArrayBuffer }[] = [];
  readonly #index: Int32Array;

  constructor(tables: SharedTables) {
    for (const [name, buffer] of tables.keys) {
      const prefix = name.slice("keys/".length);
      const segment = { prefix, words: new Uint32Array(buffer) };
      for (let byte = 0; byte < 256; byte++) {
        const hex = byte.toString(16).padStart(2, "0");
        if (hex.startsWith(prefix.slice(0, 2))) this.#keys[byte]?.push(segment);
      }
    }
    let first = 0;
    for (const buffer of tables.subscriptions.values()) {
      this.#segments.push({ first, buffer });
      first += countSubscriptions(buffer);
    }
    this.#index = new Int32Array(tables.subscriptionIndex);
  }

  /** The owner of a key as it was sent, or undefined when the key is unknown, revoked or without a subscription. */
  findOwner(key: string): KeyOwner | undefined {
    return this.#findByDigest(hash("sha256", Buffer.from(key, "latin1"), "buffer"));
  }

  /** Who calls without a key. */
  findClient(name: ClientName): SubscriptionRecord | undefined {
    return this.#findByDigest(Buffer.from(clientHash(name), "hex"))?.subscription;
  }

  /** A subscription by its own id. */
  findSubscription(id: string): SubscriptionRecord | undefined {
    const { low, high } = counterKey(id);
    const found = this.#findSubscription(low, high);
    // Names are 64 bits that somebody may have chosen to be equal.
    return found?.id === id ? found : undefined;
  }

  #findByDigest(digest: Buffer): KeyOwner | undefined {
    for (const { prefix, words } of this.#keys[digest[0] ?? 0] ?? []) {
      if (prefix.length > 2 && !digest.toString("hex").startsWith(prefix)) continue;
      const entry = findKey(words, digest);
      if (entry === undefined) continue;
      const subscription = this.#findSubscription(entry.subscriptionLow, entry.subscriptionHigh);
      return subscription && { subscription, keyEndsAt: entry.endsAt };
    }
    return undefined;
  }

  #findSubscription(low: number, high: number): SubscriptionRecord | undefined {
    const mask = this.#index.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const ordinal = this.#index[slot] ?? 0;
      if (ordinal === 0) return undefined;
      const { first, buffer } = this.#segmentOf(ordinal - 1);
      const name = subscriptionNameAt(buffer, ordinal - 1 - first);
      if (name.low === low && name.high === high) return readSubscription(buffer, ordinal - 1 - first);
    }
  }

  #segmentOf(ordinal: number): { first: number; buffer: SharedArrayBuffer } {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#segments[middle]?.first ?? 0) <= ordinal) low = middle;
      else high = middle - 1;
    }
    const segment = this.#segments[low];
    if (segment === undefined) throw new RangeError(`no subscription has the number ${ordinal}`);
    return segment;
  }
}

import type { Concurrency } from "../../policies/concurrency.ts";
import type { CounterKey } from "../../policies/exchange.ts";
import { lockGroup, unlockGroup } from "./group-lock.ts";

/**
 * Calls that run at this moment, by key, in shared memory: exact over all threads of the node. Each thread has a column of its
 * own, so that what a thread that died had counted can be taken out when another takes its place.
 */
const WAYS = 8;
const LOW = 0;
const HIGH = 1;
/** Changes whenever a place becomes free: what waiting threads are woken by. */
const SIGNAL = 2;
const FIRST = 3;
const THREADS_MAX = 61;
const INTS_PER_SLOT = FIRST + THREADS_MAX;

export function createConcurrencyTable(slotCount: number): SharedArrayBuffer {
  const groups = 2 ** Math.ceil(Math.log2(Math.max(2, slotCount / WAYS)));
  return new SharedArrayBuffer(groups * (1 + WAYS * INTS_PER_SLOT) * 4);
}

export class ConcurrencyTable implements Concurrency {
  readonly #locks: Int32Array;
  readonly #slots: Int32Array<SharedArrayBuffer>;
  readonly #groupMask: number;
  readonly #column: number;

  /** Begins with an empty column: whatever is in it was counted by a thread that is no more. */
  constructor(buffer: SharedArrayBuffer, thread: number) {
    const groups = buffer.byteLength / 4 / (1 + WAYS * INTS_PER_SLOT);
    this.#locks = new Int32Array(buffer, 0, groups);
    this.#slots = new Int32Array(buffer, groups * 4);
    this.#groupMask = groups - 1;
    this.#column = FIRST + (thread % THREADS_MAX);
    for (let at = this.#column; at < this.#slots.length; at += INTS_PER_SLOT) this.#slots[at] = 0;
  }

  enter(key: CounterKey, countMax: number): boolean {
    return this.#locked(key, () => {
      const slot = this.#slotFor(key);
      // A table full of running calls counts no more of them: a limit that cannot be kept must not stop everything.
      if (slot === undefined) return true;
      if (this.#running(slot) >= countMax) return false;
      this.#slots[slot + this.#column] = this.#at(slot + this.#column) + 1;
      return true;
    });
  }

  leave(key: CounterKey): void {
    this.#locked(key, () => {
      const slot = this.#find(key);
      if (slot === undefined) return;
      this.#slots[slot + this.#column] = Math.max(0, this.#at(slot + this.#column) - 1);
      Atomics.add(this.#slots, slot + SIGNAL, 1);
      Atomics.notify(this.#slots, slot + SIGNAL);
    });
  }

  async untilLeft(key: CounterKey, timeoutMs: number): Promise<void> {
    const slot = this.#find(key);
    if (slot === undefined) return;
    const { value } = Atomics.waitAsync(this.#slots, slot + SIGNAL, this.#at(slot + SIGNAL), timeoutMs);
    await value;
  }

  #locked<T>(key: CounterKey, run: () => T): T {
    const group = key.high & this.#groupMask;
    lockGroup(this.#locks, group);
    try {
      return run();
    } finally {
      unlockGroup(this.#locks, group);
    }
  }

  #find(key: CounterKey): number | undefined {
    const begin = (key.high & this.#groupMask) * WAYS * INTS_PER_SLOT;
    for (let slot = begin; slot < begin + WAYS * INTS_PER_SLOT; slot += INTS_PER_SLOT) {
      if (this.#at(slot + LOW) === key.low && this.#at(slot + HIGH) === key.high) return slot;
    }
    return undefined;
  }

  /** The key's place, or one where nothing runs. Called with the group's lock. */
  #slotFor(key: CounterKey): number | undefined {
    const known = this.#find(key);
    if (known !== undefined) return known;
    const begin = (key.high & this.#groupMask) * WAYS * INTS_PER_SLOT;
    for (let slot = begin; slot < begin + WAYS * INTS_PER_SLOT; slot += INTS_PER_SLOT) {
      if (this.#running(slot) > 0) continue;
      this.#slots[slot + LOW] = key.low;
      this.#slots[slot + HIGH] = key.high;
      return slot;
    }
    return undefined;
  }

  #running(slot: number): number {
    let sum = 0;
    for (let column = FIRST; column < INTS_PER_SLOT; column++) sum += this.#at(slot + column);
    return sum;
  }

  #at(index: number): number {
    return this.#slots[index] ?? 0;
  }
}

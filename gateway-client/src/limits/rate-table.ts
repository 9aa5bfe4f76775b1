import type { CounterKey } from "../../policies/exchange.ts";
import type { Limit, LocalLimiter, Take } from "../../policies/limiter.ts";
import { lockGroup, unlockGroup } from "./group-lock.ts";

/**
 * Sliding-window counters in shared memory, exact over all threads of the node.
 *
 * A period is cut into 16 steps; the window is the present step and the 16 before it, which together always cover the period.
 * So never more than the limit passes in any span of the period, and after a pause of 17/16 of it all of the limit is free.
 *
 * Slots stand in groups of eight; a counter's group follows from its name, and the group's lock makes check and count one
 * step. Memory is bounded: a new counter takes the place of one whose window has passed, or else of the one nearest to that.
 */
const STEPS = 16;
const RING = STEPS + 1;
const WAYS = 8;
const LOW = 0;
const HIGH = 1;
const PERIOD = 2;
const STEP = 3;
const TOTAL = 4;
const EXPIRES = 5;
const FIRST = 6;
const INTS_PER_SLOT = 24;

export function createRateTable(slotCount: number): SharedArrayBuffer {
  const groups = 2 ** Math.ceil(Math.log2(Math.max(2, slotCount / WAYS)));
  return new SharedArrayBuffer(groups * (1 + WAYS * INTS_PER_SLOT) * 4);
}

export class RateTable implements LocalLimiter {
  readonly #locks: Int32Array;
  readonly #slots: Int32Array;
  readonly #groupMask: number;

  constructor(buffer: SharedArrayBuffer) {
    const groups = buffer.byteLength / 4 / (1 + WAYS * INTS_PER_SLOT);
    this.#locks = new Int32Array(buffer, 0, groups);
    this.#slots = new Int32Array(buffer, groups * 4);
    this.#groupMask = groups - 1;
  }

  take(key: CounterKey, limits: readonly Limit[], nowMs: number, count = 1): Take {
    const group = key.high & this.#groupMask;
    lockGroup(this.#locks, group);
    try {
      return this.#takeLocked(key, limits, nowMs, group, count);
    } finally {
      unlockGroup(this.#locks, group);
    }
  }

  add(key: CounterKey, limits: readonly Limit[], nowMs: number, count: number): void {
    const group = key.high & this.#groupMask;
    lockGroup(this.#locks, group);
    try {
      for (const limit of limits) this.#addLocked(key, limit, nowMs, group, count);
    } finally {
      unlockGroup(this.#locks, group);
    }
  }

  #addLocked(key: CounterKey, limit: Limit, nowMs: number, group: number, count: number): void {
    const slot = this.#slotFor(key, limit, nowMs, group);
    this.#moveOn(slot, limit, nowMs);
    this.#count(slot, limit, nowMs, count);
  }

  #takeLocked(key: CounterKey, limits: readonly Limit[], nowMs: number, group: number, count: number): Take {
    let tightest: Take | undefined;
    for (const limit of limits) {
      const slot = this.#slotFor(key, limit, nowMs, group);
      this.#moveOn(slot, limit, nowMs);
      const left = limit.calls - this.#at(slot + TOTAL);
      if (left <= 0 || left < count)
        return { isAllowed: false, limit, remaining: 0, resetMs: this.#untilFree(slot, limit, nowMs) };
      if (tightest === undefined || left - count < tightest.remaining) {
        tightest = { isAllowed: true, limit, remaining: left - count, resetMs: limit.periodMs };
      }
    }
    if (tightest === undefined) throw new RangeError("there must be a limit to count against");
    for (const limit of limits) this.#count(this.#slotFor(key, limit, nowMs, group), limit, nowMs, count);
    return tightest;
  }

  /** Where the counter stands; it gets a place when it has none. Called with the group's lock. */
  #slotFor(key: CounterKey, { periodMs }: Limit, nowMs: number, group: number): number {
    const slots = this.#slots;
    const begin = group * WAYS * INTS_PER_SLOT;
    const end = begin + WAYS * INTS_PER_SLOT;
    const tag = periodMs | 0;
    let victim = begin;
    for (let slot = begin; slot < end; slot += INTS_PER_SLOT) {
      if (slots[slot + LOW] === key.low && slots[slot + HIGH] === key.high && slots[slot + PERIOD] === tag) return slot;
      if (this.#at(slot + EXPIRES) < this.#at(victim + EXPIRES)) victim = slot;
    }
    slots.fill(0, victim, victim + INTS_PER_SLOT);
    slots[victim + LOW] = key.low;
    slots[victim + HIGH] = key.high;
    slots[victim + PERIOD] = tag;
    slots[victim + STEP] = stepAt(nowMs, periodMs);
    slots[victim + EXPIRES] = Math.ceil((nowMs + 2 * periodMs) / 1000);
    return victim;
  }

  /** Empties the steps that have left the window. A thread whose clock reading is older counts in the newest step. */
  #moveOn(slot: number, { periodMs }: Limit, nowMs: number): void {
    const slots = this.#slots;
    const now = stepAt(nowMs, periodMs);
    const passed = (now - this.#at(slot + STEP)) | 0;
    if (passed <= 0) return;
    if (passed >= RING) {
      slots.fill(0, slot + FIRST, slot + FIRST + RING);
      slots[slot + TOTAL] = 0;
    } else {
      for (let step = 1; step <= passed; step++) {
        const at = slot + FIRST + ringIndex(this.#at(slot + STEP) + step);
        slots[slot + TOTAL] = this.#at(slot + TOTAL) - this.#at(at);
        slots[at] = 0;
      }
    }
    slots[slot + STEP] = now;
  }

  #count(slot: number, { periodMs }: Limit, nowMs: number, count: number): void {
    const slots = this.#slots;
    const at = slot + FIRST + ringIndex(this.#at(slot + STEP));
    slots[at] = this.#at(at) + count;
    slots[slot + TOTAL] = this.#at(slot + TOTAL) + count;
    slots[slot + EXPIRES] = Math.ceil((nowMs + 2 * periodMs) / 1000);
  }

  /** Milliseconds until the oldest counted step leaves the window. */
  #untilFree(slot: number, { periodMs }: Limit, nowMs: number): number {
    const newest = this.#at(slot + STEP);
    let age = STEPS;
    while (age > 0 && this.#at(slot + FIRST + ringIndex(newest - age)) === 0) age--;
    const stepMs = periodMs / STEPS;
    const intoStepMs = nowMs % stepMs;
    return Math.max(1, (RING - age) * stepMs - intoStepMs);
  }

  #at(index: number): number {
    return this.#slots[index] ?? 0;
  }
}

/** Wraps around in 32 bits: only differences count. */
function stepAt(nowMs: number, periodMs: number): number {
  return Math.floor((nowMs * STEPS) / periodMs) | 0;
}

/** The 32-bit number of steps is no multiple of the ring, so one place comes early once in years: one window is then shorter. */
function ringIndex(step: number): number {
  return (step >>> 0) % RING;
}

import type { CounterKey } from "../../policies/exchange.ts";
import { type LocalQuotas, type Quota, type QuotaTake, usedOf } from "../../policies/limiter.ts";
import { lockGroup, unlockGroup } from "./group-lock.ts";

/**
 * Quotas in shared memory: calls and bytes of a fixed period, exact over all threads of the node. Periods begin at multiples
 * of their length since 1970 (UTC), so that every gateway and every restart agrees on them.
 */
const WAYS = 8;
const LOW = 0;
const HIGH = 1;
const PERIOD_MS = 2;
const PERIOD_NUMBER = 3;
const CALLS = 4;
const BYTES = 5;
const DOUBLES_PER_SLOT = 6;

/** A quota as it is kept over restarts. */
export interface QuotaState {
  readonly key: CounterKey;
  readonly periodMs: number;
  readonly periodNumber: number;
  readonly calls: number;
  readonly bytes: number;
}

export function createQuotaTable(slotCount: number): SharedArrayBuffer {
  const groups = 2 ** Math.ceil(Math.log2(Math.max(2, slotCount / WAYS)));
  return new SharedArrayBuffer(groups * 4 + groups * WAYS * DOUBLES_PER_SLOT * 8);
}

export class QuotaTable implements LocalQuotas {
  readonly #locks: Int32Array;
  readonly #slots: Float64Array;
  readonly #groupMask: number;

  constructor(buffer: SharedArrayBuffer) {
    const groups = buffer.byteLength / (4 + WAYS * DOUBLES_PER_SLOT * 8);
    this.#locks = new Int32Array(buffer, 0, groups);
    this.#slots = new Float64Array(buffer, groups * 4);
    this.#groupMask = groups - 1;
  }

  /** Checks the quota and counts one call in one step. */
  take(key: CounterKey, quota: Quota, nowMs: number): QuotaTake {
    const resetMs = quota.periodMs - (nowMs % quota.periodMs);
    return this.#locked(key, () => {
      const slot = this.#slotFor(key, quota.periodMs, nowMs);
      const { calls = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = quota;
      const isAllowed = this.#at(slot + CALLS) < calls && this.#at(slot + BYTES) < bytes;
      if (isAllowed) this.#slots[slot + CALLS] = this.#at(slot + CALLS) + 1;
      const used = usedOf(quota, { calls: this.#at(slot + CALLS), bytes: this.#at(slot + BYTES) });
      return { isAllowed, resetMs, used };
    });
  }

  /** Counts a call's bytes once they are known: a quota of bytes is passed by at most the calls in flight. */
  addBytes(key: CounterKey, quota: Quota, bytes: number, nowMs: number): void {
    this.count(key, quota, { calls: 0, bytes }, nowMs);
  }

  /** Counts what has passed already. */
  count(key: CounterKey, quota: Quota, used: { calls: number; bytes: number }, nowMs: number): void {
    this.#locked(key, () => {
      const slot = this.#slotFor(key, quota.periodMs, nowMs);
      this.#slots[slot + CALLS] = this.#at(slot + CALLS) + used.calls;
      this.#slots[slot + BYTES] = this.#at(slot + BYTES) + used.bytes;
    });
  }

  /** All quotas whose period has not passed. */
  list(nowMs: number): QuotaState[] {
    const states: QuotaState[] = [];
    for (let slot = 0; slot < this.#slots.length; slot += DOUBLES_PER_SLOT) {
      const periodMs = this.#at(slot + PERIOD_MS);
      if (periodMs === 0) continue;
      const key = { low: this.#at(slot + LOW), high: this.#at(slot + HIGH) };
      const state = this.#locked(key, () => ({
        key,
        periodMs,
        periodNumber: this.#at(slot + PERIOD_NUMBER),
        calls: this.#at(slot + CALLS),
        bytes: this.#at(slot + BYTES),
      }));
      if ((state.periodNumber + 1) * periodMs > nowMs) states.push(state);
    }
    return states;
  }

  /** Puts kept quotas back, at the start: never below what has been counted since. */
  restore(states: Iterable<QuotaState>, nowMs: number): void {
    for (const { key, periodMs, periodNumber, calls, bytes } of states) {
      // Quotas with a beginning of their own count in a clock that is up to a period ahead.
      const present = Math.floor(nowMs / periodMs);
      if (periodNumber !== present && periodNumber !== present + 1) continue;
      this.#locked(key, () => {
        const slot = this.#slotFor(key, periodMs, periodNumber * periodMs);
        this.#slots[slot + CALLS] = Math.max(this.#at(slot + CALLS), calls);
        this.#slots[slot + BYTES] = Math.max(this.#at(slot + BYTES), bytes);
      });
    }
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

  /** Where the quota stands, with its period the present one. Called with the group's lock. */
  #slotFor(key: CounterKey, periodMs: number, nowMs: number): number {
    const slots = this.#slots;
    const number = Math.floor(nowMs / periodMs);
    const begin = (key.high & this.#groupMask) * WAYS * DOUBLES_PER_SLOT;
    let victim = begin;
    for (let slot = begin; slot < begin + WAYS * DOUBLES_PER_SLOT; slot += DOUBLES_PER_SLOT) {
      const isOurs = slots[slot + LOW] === key.low && slots[slot + HIGH] === key.high;
      if (isOurs && slots[slot + PERIOD_MS] === periodMs) {
        if (this.#at(slot + PERIOD_NUMBER) < number) this.#start(slot, key, periodMs, number);
        return slot;
      }
      if (this.#endOf(slot) < this.#endOf(victim)) victim = slot;
    }
    this.#start(victim, key, periodMs, number);
    return victim;
  }

  #start(slot: number, key: CounterKey, periodMs: number, number: number): void {
    this.#slots.set([key.low, key.high, periodMs, number, 0, 0], slot);
  }

  #endOf(slot: number): number {
    return (this.#at(slot + PERIOD_NUMBER) + 1) * this.#at(slot + PERIOD_MS);
  }

  #at(index: number): number {
    return this.#slots[index] ?? 0;
  }
}

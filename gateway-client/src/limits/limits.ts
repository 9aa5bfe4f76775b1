import type { Concurrency } from "../../policies/concurrency.ts";
import type { Limiter } from "../../policies/limiter.ts";
import { ConcurrencyTable, createConcurrencyTable } from "./concurrency-table.ts";
import { createQuotaTable, type QuotaState, QuotaTable } from "./quota-table.ts";
import { createRateTable, RateTable } from "./rate-table.ts";

/** The node's counters: made once by the process, posted to every thread, alive over snapshot swaps. */
export interface SharedLimits {
  readonly rate: SharedArrayBuffer;
  readonly attempts: SharedArrayBuffer;
  readonly quota: SharedArrayBuffer;
  readonly concurrency: SharedArrayBuffer;
}

export interface Limits {
  readonly limiter: Limiter;
  /** A table of its own: what strangers try fills this one and pushes no limit out of the other. */
  readonly attempts: Limiter;
  readonly quotas: QuotaTable;
  readonly concurrency: Concurrency;
}

const RATE_SLOTS = 131_072;
const QUOTA_SLOTS = 131_072;
const CONCURRENCY_SLOTS = 16_384;

/** About 13 MB twice, 7 MB and 4 MB of address space; memory is only taken for counters that are used. */
export function createSharedLimits(rateSlots = RATE_SLOTS, quotaSlots = QUOTA_SLOTS): SharedLimits {
  return {
    rate: createRateTable(rateSlots),
    attempts: createRateTable(rateSlots),
    quota: createQuotaTable(quotaSlots),
    concurrency: createConcurrencyTable(CONCURRENCY_SLOTS),
  };
}

/** @param thread the thread's index: no two that run at the same time have the same one */
export function openLimits(shared: SharedLimits, thread = 0): Limits {
  return {
    limiter: new RateTable(shared.rate),
    attempts: new RateTable(shared.attempts),
    quotas: new QuotaTable(shared.quota),
    concurrency: new ConcurrencyTable(shared.concurrency, thread),
  };
}

/** What must be kept over a restart. */
export function exportQuotas(shared: SharedLimits, nowMs: number): QuotaState[] {
  return new QuotaTable(shared.quota).list(nowMs);
}

export function importQuotas(shared: SharedLimits, states: Iterable<QuotaState>, nowMs: number): void {
  new QuotaTable(shared.quota).restore(states, nowMs);
}

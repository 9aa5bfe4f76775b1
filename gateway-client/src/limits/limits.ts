import type { Limiter } from "../../policies/limiter.ts";
import { createQuotaTable, type QuotaState, QuotaTable } from "./quota-table.ts";
import { createRateTable, RateTable } from "./rate-table.ts";

/** The node's counters: made once by the process, posted to every thread, alive over snapshot swaps. */
export interface SharedLimits {
  readonly rate: SharedArrayBuffer;
  readonly attempts: SharedArrayBuffer;
  readonly quota: SharedArrayBuffer;
}

export interface Limits {
  readonly limiter: Limiter;
  /** A table of its own: what strangers try fills this one and pushes no limit out of the other. */
  readonly attempts: Limiter;
  readonly quotas: QuotaTable;
}

const RATE_SLOTS = 131_072;
const QUOTA_SLOTS = 131_072;

/** About 13 MB twice and 7 MB of address space; memory is only taken for counters that are used. */
export function createSharedLimits(rateSlots = RATE_SLOTS, quotaSlots = QUOTA_SLOTS): SharedLimits {
  return {
    rate: createRateTable(rateSlots),
    attempts: createRateTable(rateSlots),
    quota: createQuotaTable(quotaSlots),
  };
}

export function openLimits(shared: SharedLimits): Limits {
  return {
    limiter: new RateTable(shared.rate),
    attempts: new RateTable(shared.attempts),
    quotas: new QuotaTable(shared.quota),
  };
}

/** What must be kept over a restart. */
export function exportQuotas(shared: SharedLimits, nowMs: number): QuotaState[] {
  return new QuotaTable(shared.quota).list(nowMs);
}

export function importQuotas(shared: SharedLimits, states: Iterable<QuotaState>, nowMs: number): void {
  new QuotaTable(shared.quota).restore(states, nowMs);
}

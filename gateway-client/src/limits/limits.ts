import type { Concurrency } from "../../policies/concurrency.ts";
import type { Limiter, LocalLimiter, Quotas } from "../../policies/limiter.ts";
import { ConcurrencyTable, createConcurrencyTable } from "./concurrency-table.ts";
import { createQuotaTable, type QuotaState, QuotaTable } from "./quota-table.ts";
import { createRateTable, RateTable } from "./rate-table.ts";
import { RedisLink, type RedisSettings } from "./redis/link.ts";
import { createLinkState, FleetSize, LinkState } from "./redis/link-state.ts";
import { RedisLimiter } from "./redis/redis-limiter.ts";
import { RedisQuotas } from "./redis/redis-quotas.ts";

/** The node's counters: made once by the process, posted to every thread, alive over snapshot swaps. */
export interface SharedLimits {
  readonly rate: SharedArrayBuffer;
  readonly attempts: SharedArrayBuffer;
  readonly quota: SharedArrayBuffer;
  readonly concurrency: SharedArrayBuffer;
  /** What the threads say of the store that gateways share. */
  readonly links: SharedArrayBuffer;
}

export interface Limits {
  readonly limiter: Limiter;
  /** A table of its own: what strangers try fills this one and pushes no limit out of the other. */
  readonly attempts: LocalLimiter;
  readonly quotas: Quotas;
  readonly concurrency: Concurrency;
  close(): void;
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
    links: createLinkState(),
  };
}

/**
 * @param thread the thread's index: no two that run at the same time have the same one
 * @param redis the store in which all gateways count; left out, each counts for itself
 */
export function openLimits(shared: SharedLimits, thread = 0, redis?: RedisSettings): Limits {
  const [rates, quotas] = [new RateTable(shared.rate), new QuotaTable(shared.quota)];
  const link = redis && new RedisLink(redis, new LinkState(shared.links, thread), new FleetSize(shared.links));
  return {
    limiter: link === undefined ? rates : new RedisLimiter(link, rates),
    attempts: new RateTable(shared.attempts),
    quotas: link === undefined ? quotas : new RedisQuotas(link, quotas),
    concurrency: new ConcurrencyTable(shared.concurrency, thread),
    close: () => link?.close(),
  };
}

/** What must be kept over a restart. */
export function exportQuotas(shared: SharedLimits, nowMs: number): QuotaState[] {
  return new QuotaTable(shared.quota).list(nowMs);
}

export function importQuotas(shared: SharedLimits, states: Iterable<QuotaState>, nowMs: number): void {
  new QuotaTable(shared.quota).restore(states, nowMs);
}

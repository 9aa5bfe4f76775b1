import type { CounterKey } from "./exchange.ts";

/** So many calls in any span of the period. */
export interface Limit {
  readonly calls: number;
  readonly periodMs: number;
}

/** What a limiter found, of the limit that is nearest to its end. */
export interface Take {
  readonly isAllowed: boolean;
  readonly limit: Limit;
  /** Calls left in the window after this one. */
  readonly remaining: number;
  /** Milliseconds until a call is free again, when none is left; else until the window is empty. */
  readonly resetMs: number;
}

/** The counters cannot be asked, and the operator wants no call to pass uncounted. */
export type Unavailable = "unavailable";

/** Counts calls, exactly over all threads of the node; over all gateways where they share a store, which takes a promise. */
export interface Limiter {
  /** Checks and counts one call against all limits in one step: all count it, or none does. `count` calls where it is more. */
  take(
    key: CounterKey,
    limits: readonly Limit[],
    nowMs: number,
    count?: number,
  ): Take | Unavailable | Promise<Take | Unavailable>;
  /** Counts calls that have passed already, whatever the limits say. */
  add(key: CounterKey, limits: readonly Limit[], nowMs: number, count: number): void;
}

/** Counts in the memory of the node. */
export interface LocalLimiter extends Limiter {
  take(key: CounterKey, limits: readonly Limit[], nowMs: number, count?: number): Take;
}

/** So many calls and bytes in a fixed period. */
export interface Quota {
  readonly calls?: number | undefined;
  readonly bytes?: number | undefined;
  readonly periodMs: number;
}

export interface QuotaTake {
  readonly isAllowed: boolean;
  /** Milliseconds until the next period. */
  readonly resetMs: number;
  /** How much of the quota is used after this call: 1 when all of it is. */
  readonly used: number;
}

/** How much of a quota is used: of its calls or of its bytes, whichever is nearer to its end. */
export function usedOf({ calls, bytes }: Quota, used: { calls: number; bytes: number }): number {
  return Math.max(calls === undefined ? 0 : used.calls / calls, bytes === undefined ? 0 : used.bytes / bytes);
}

/** Counts against quotas, exactly over all threads of the node and over restarts; over all gateways where they share a store. */
export interface Quotas {
  /** Checks the quota and counts one call in one step. */
  take(key: CounterKey, quota: Quota, nowMs: number): QuotaTake | Unavailable | Promise<QuotaTake | Unavailable>;
  /** Counts a call's bytes once they are known: a quota of bytes is passed by at most the calls in flight. */
  addBytes(key: CounterKey, quota: Quota, bytes: number, nowMs: number): void;
}

/** Counts in the memory of the node. */
export interface LocalQuotas extends Quotas {
  take(key: CounterKey, quota: Quota, nowMs: number): QuotaTake;
  /** Counts what has passed already, whatever the quota says. */
  count(key: CounterKey, quota: Quota, used: { calls: number; bytes: number }, nowMs: number): void;
}

/** The strictest limit of each period: limits of one period share a counter. */
export function strictestLimits(limits: readonly Limit[]): Limit[] {
  const byPeriod = new Map<number, Limit>();
  for (const limit of limits) {
    const other = byPeriod.get(limit.periodMs);
    if (other === undefined || limit.calls < other.calls) byPeriod.set(limit.periodMs, limit);
  }
  return [...byPeriod.values()];
}

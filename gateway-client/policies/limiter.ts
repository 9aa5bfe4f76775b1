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

/** Counts calls, exactly over all threads of the node. */
export interface Limiter {
  /** Checks and counts one call against all limits in one step: all count it, or none does. `count` calls where it is more. */
  take(key: CounterKey, limits: readonly Limit[], nowMs: number, count?: number): Take;
  /** Counts calls that have passed already, whatever the limits say. */
  add(key: CounterKey, limits: readonly Limit[], nowMs: number, count: number): void;
}

/** So many calls and bytes in a fixed period. */
export interface Quota {
  readonly calls?: number | undefined;
  readonly bytes?: number | undefined;
  readonly periodMs: number;
}

/** Counts against quotas, exactly over all threads of the node and over restarts. */
export interface Quotas {
  /** Checks the quota and counts one call in one step. `resetMs` is the time to the next period. */
  take(key: CounterKey, quota: Quota, nowMs: number): { readonly isAllowed: boolean; readonly resetMs: number };
  /** Counts a call's bytes once they are known: a quota of bytes is passed by at most the calls in flight. */
  addBytes(key: CounterKey, quota: Quota, bytes: number, nowMs: number): void;
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

import type { CounterKey } from "../../../policies/exchange.ts";
import type { Limit, Limiter, LocalLimiter, Take, Unavailable } from "../../../policies/limiter.ts";
import type { RedisLink } from "./link.ts";
import { takeRate } from "./scripts.ts";

/**
 * Sliding-window counters in Redis, exact over all gateways that use it: never more than the limit passes in any span of the
 * period. While it does not answer, what the settings say: this gateway's share of each limit, every call, or none.
 */
export class RedisLimiter implements Limiter {
  readonly #link: RedisLink;
  readonly #local: LocalLimiter;
  readonly #shares = new WeakMap<readonly Limit[], { gateways: number; limits: readonly Limit[] }>();

  constructor(link: RedisLink, local: LocalLimiter) {
    this.#link = link;
    this.#local = local;
  }

  async take(key: CounterKey, limits: readonly Limit[], nowMs: number, count = 1): Promise<Take | Unavailable> {
    const answer = await this.#link.run(takeRate, keysOf(key, limits), [count, "take", "", ...argumentsOf(limits)]);
    return toTake(answer, limits) ?? this.#takeWithout(key, limits, nowMs, count);
  }

  add(key: CounterKey, limits: readonly Limit[], nowMs: number, count: number): void {
    void this.#link.run(takeRate, keysOf(key, limits), [count, "add", "", ...argumentsOf(limits)]).then((answer) => {
      if (answer === undefined) this.#local.add(key, this.#sharesOf(limits), nowMs, count);
    });
  }

  #takeWithout(key: CounterKey, limits: readonly Limit[], nowMs: number, count: number): Take | Unavailable {
    const { settings, state } = this.#link;
    state.countWithout();
    if (settings.whenAway === "closed") return "unavailable";
    if (settings.whenAway === "local") return this.#local.take(key, this.#sharesOf(limits), nowMs, count);
    const [limit] = limits;
    if (limit === undefined) throw new RangeError("there must be a limit to count against");
    return { isAllowed: true, limit, remaining: limit.calls, resetMs: limit.periodMs };
  }

  /** Each limit by the number of gateways, and at least one call: together they pass the limit only where it is below that number. */
  #sharesOf(limits: readonly Limit[]): readonly Limit[] {
    const { gateways } = this.#link;
    const known = this.#shares.get(limits);
    if (known?.gateways === gateways) return known.limits;
    const shares = limits.map(({ calls, periodMs }) => ({
      calls: Math.max(1, Math.floor(calls / gateways)),
      periodMs,
    }));
    this.#shares.set(limits, { gateways, limits: shares });
    return shares;
  }
}

/** The braces keep the counters of one check on one node of a cluster. */
function keysOf({ low, high }: CounterKey, limits: readonly Limit[]): string[] {
  const name = `rate:{${low >>> 0}.${high >>> 0}}`;
  return limits.map(({ periodMs }) => `${name}:${periodMs}`);
}

function argumentsOf(limits: readonly Limit[]): number[] {
  return limits.flatMap(({ calls, periodMs }) => [calls, periodMs]);
}

function toTake(answer: unknown, limits: readonly Limit[]): Take | undefined {
  if (!Array.isArray(answer)) return undefined;
  const [isAllowed, index, remaining, resetMs] = answer.map(Number);
  const limit = limits[index ?? 0];
  if (limit === undefined || remaining === undefined || resetMs === undefined) return undefined;
  return { isAllowed: isAllowed === 1, limit, remaining, resetMs };
}

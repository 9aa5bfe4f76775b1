import type { CounterKey } from "../../../policies/exchange.ts";
import {
  type LocalQuotas,
  type Quota,
  type Quotas,
  type QuotaTake,
  type Unavailable,
  usedOf,
} from "../../../policies/limiter.ts";
import type { RedisLink } from "./link.ts";
import { takeQuota } from "./scripts.ts";

/** A counter outlives its period a little, for gateways whose clocks are behind. */
const KEPT_AFTER_MS = 60_000;
const OWED_MAX = 10_000;

interface Used {
  calls: number;
  bytes: number;
}

/**
 * Quotas in Redis, exact over all gateways that use it. Each gateway counts its own calls beside, in the table that it keeps over
 * restarts: while Redis does not answer, its share of the quota counts against them, and what passed is made up for later.
 */
export class RedisQuotas implements Quotas {
  readonly #link: RedisLink;
  readonly #local: LocalQuotas;
  /** By counter: what passed and Redis does not know of. */
  readonly #owed = new Map<string, Used>();

  constructor(link: RedisLink, local: LocalQuotas) {
    this.#link = link;
    this.#local = local;
  }

  async take(key: CounterKey, quota: Quota, nowMs: number): Promise<QuotaTake | Unavailable> {
    const resetMs = quota.periodMs - (nowMs % quota.periodMs);
    const answer = await this.#run(key, quota, nowMs, "take", { calls: 0, bytes: 0 });
    if (!Array.isArray(answer)) return this.#takeWithout(key, quota, nowMs);
    const [allowed, calls = 0, bytes = 0] = answer.map(Number);
    const isAllowed = allowed === 1;
    if (isAllowed) this.#local.count(key, quota, { calls: 1, bytes: 0 }, nowMs);
    return { isAllowed, resetMs, used: usedOf(quota, { calls, bytes }) };
  }

  addBytes(key: CounterKey, quota: Quota, bytes: number, nowMs: number): void {
    this.#local.count(key, quota, { calls: 0, bytes }, nowMs);
    void this.#run(key, quota, nowMs, "add", { calls: 0, bytes }).then((answer) => {
      if (answer === undefined) this.#owe(nameOf(key, quota, nowMs), { calls: 0, bytes });
    });
  }

  async #run(key: CounterKey, quota: Quota, nowMs: number, mode: "take" | "add", passed: Used): Promise<unknown> {
    const name = nameOf(key, quota, nowMs);
    const owed = this.#owed.get(name) ?? { calls: 0, bytes: 0 };
    this.#owed.delete(name);
    const keepMs = quota.periodMs - (nowMs % quota.periodMs) + KEPT_AFTER_MS;
    const used = [owed.calls + passed.calls, owed.bytes + passed.bytes];
    const answer = await this.#link.run(
      takeQuota,
      [name],
      [quota.calls ?? "", quota.bytes ?? "", ...used, mode, Math.ceil(keepMs)],
    );
    if (answer === undefined) this.#owe(name, owed);
    return answer;
  }

  #takeWithout(key: CounterKey, quota: Quota, nowMs: number): QuotaTake | Unavailable {
    const { settings, state, gateways } = this.#link;
    state.countWithout();
    if (settings.whenAway === "closed") return "unavailable";
    const share = (bound: number | undefined) =>
      bound === undefined
        ? undefined
        : settings.whenAway === "open"
          ? undefined
          : Math.max(1, Math.floor(bound / gateways));
    const own = { calls: share(quota.calls), bytes: share(quota.bytes), periodMs: quota.periodMs };
    const taken = this.#local.take(key, own, nowMs);
    if (taken.isAllowed) this.#owe(nameOf(key, quota, nowMs), { calls: 1, bytes: 0 });
    return taken;
  }

  #owe(name: string, { calls, bytes }: Used): void {
    if (calls === 0 && bytes === 0) return;
    const owed = this.#owed.get(name);
    if (owed !== undefined) {
      owed.calls += calls;
      owed.bytes += bytes;
    } else if (this.#owed.size < OWED_MAX) {
      this.#owed.set(name, { calls, bytes });
    }
  }
}

function nameOf({ low, high }: CounterKey, { periodMs }: Quota, nowMs: number): string {
  return `quota:${low >>> 0}.${high >>> 0}:${periodMs}:${Math.floor(nowMs / periodMs)}`;
}

import { bytes, duration, milliseconds, size } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import type { Outcome, Refusal } from "./define.ts";
import type { CounterKey, Exchange } from "./exchange.ts";
import { failedStatus } from "./fields.ts";
import type { QuotaTake, Unavailable } from "./limiter.ts";
import { LIMITS_UNAVAILABLE } from "./take-call.ts";

const PERIOD_MS_MIN = 60_000;
const PERIOD_MS_MAX = 31_622_400_000;

/** The options of every quota. */
export const quotaOptions = {
  calls: z.int().min(1).max(1_000_000_000_000).optional(),
  bandwidth: size.optional(),
  "renewal-period": duration.refine(
    (text) => milliseconds(text) >= PERIOD_MS_MIN && milliseconds(text) <= PERIOD_MS_MAX,
    "is not between 1m and 366d",
  ),
  "first-period-start": z.iso.datetime({ offset: true }).optional(),
  status: failedStatus.default(403),
};

export interface QuotaOptions {
  readonly calls?: number | undefined;
  readonly bandwidth?: string | undefined;
  readonly "renewal-period": string;
  readonly "first-period-start"?: string | undefined;
  readonly status: number;
}

export function hasBound({ calls, bandwidth }: Partial<QuotaOptions>): boolean {
  return calls !== undefined || bandwidth !== undefined;
}

/** Counts a call against a quota and, when it is over, its bytes; or refuses it. */
export function quotaCounter(
  options: QuotaOptions,
): (exchange: Exchange, key: CounterKey) => Outcome | Promise<Outcome> {
  const periodMs = milliseconds(options["renewal-period"]);
  const bandwidth = options.bandwidth === undefined ? undefined : bytes(options.bandwidth);
  const quota = { calls: options.calls, bytes: bandwidth, periodMs };
  const start = options["first-period-start"];
  // Periods begin at multiples of their length since 1970; another beginning is that of a clock that is ahead.
  const aheadMs = start === undefined ? 0 : (periodMs - (Date.parse(start) % periodMs)) % periodMs;

  return (exchange, key) => {
    const nowMs = exchange.receivedAtMs + aheadMs;
    const goOn = (take: QuotaTake | Unavailable): Outcome => {
      const refused = quotaRefusal(take, "The quota for this period is used up.");
      if (refused !== undefined)
        return refused === LIMITS_UNAVAILABLE ? refused : { ...refused, status: options.status };
      if (bandwidth !== undefined) {
        exchange.onEnd(({ bytesIn, bytesOut }) => exchange.quotas.addBytes(key, quota, bytesIn + bytesOut, nowMs));
      }
      return undefined;
    };
    const taken = exchange.quotas.take(key, quota, nowMs);
    return taken instanceof Promise ? taken.then(goOn) : goOn(taken);
  };
}

/** The refusal of a call that a quota has no room for; undefined when it has. */
export function quotaRefusal(take: QuotaTake | Unavailable, detail: string): Refusal | undefined {
  if (take === "unavailable") return LIMITS_UNAVAILABLE;
  if (take.isAllowed) return undefined;
  return {
    problem: "quota-exceeded",
    detail,
    retryAfterSeconds: Math.max(1, Math.ceil(take.resetMs / 1000)),
  };
}

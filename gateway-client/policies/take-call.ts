import type { Outcome } from "./define.ts";
import type { CounterKey, Exchange } from "./exchange.ts";
import type { Limit, Take, Unavailable } from "./limiter.ts";

export interface LimitHeaders {
  /** The name of the limit in `RateLimit` and `RateLimit-Policy`. */
  readonly policyName: string;
  readonly remaining: string | undefined;
  readonly retryAfter: string | undefined;
}

/**
 * Counts the call, or refuses it with 429. Says what is left in `RateLimit` and `RateLimit-Policy`
 * (draft-ietf-httpapi-ratelimit-headers) and, refused, in `Retry-After` (RFC 9110, 10.2.3).
 */
export function takeCall(
  exchange: Exchange,
  key: CounterKey,
  limits: readonly Limit[],
  headers: LimitHeaders,
  count = 1,
): Outcome | Promise<Outcome> {
  const taken = exchange.limiter.take(key, limits, exchange.receivedAtMs, count);
  return taken instanceof Promise
    ? taken.then((take) => tell(exchange, take, limits, headers))
    : tell(exchange, taken, limits, headers);
}

/** What callers are told when the counters cannot be asked. */
export const LIMITS_UNAVAILABLE = { problem: "limits-unavailable", retryAfterSeconds: 1 } as const;

function tell(exchange: Exchange, take: Take | Unavailable, limits: readonly Limit[], headers: LimitHeaders): Outcome {
  if (take === "unavailable") return LIMITS_UNAVAILABLE;
  const { isAllowed, limit, remaining, resetMs } = take;
  const resetSeconds = Math.max(1, Math.ceil(resetMs / 1000));
  exchange.setAnswerHeader("ratelimit-policy", policyLine(headers.policyName, limits));
  exchange.setAnswerHeader("ratelimit", `"${headers.policyName}";r=${remaining};t=${resetSeconds}`);
  if (headers.remaining !== undefined) exchange.setAnswerHeader(headers.remaining, String(remaining));
  if (isAllowed) return undefined;

  if (headers.retryAfter !== undefined) exchange.setAnswerHeader(headers.retryAfter, String(resetSeconds));
  return {
    problem: "rate-limit-exceeded",
    detail: `${limit.calls} calls are allowed in ${limit.periodMs / 1000} seconds.`,
    retryAfterSeconds: resetSeconds,
  };
}

const policyLines = new WeakMap<readonly Limit[], string>();

/** Built once for each list of limits. */
function policyLine(name: string, limits: readonly Limit[]): string {
  let line = policyLines.get(limits);
  if (line === undefined) {
    line = limits.map(({ calls, periodMs }) => `"${name}";q=${calls};w=${Math.ceil(periodMs / 1000)}`).join(", ");
    policyLines.set(limits, line);
  }
  return line;
}

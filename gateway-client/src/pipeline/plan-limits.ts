import { quotaRefusal } from "../../policies/count-quota.ts";
import { mixKeys } from "../../policies/counter-key.ts";
import type { Outcome } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { QuotaTake, Unavailable } from "../../policies/limiter.ts";
import { takeCall } from "../../policies/take-call.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { FIRST_LEVEL } from "../limits/quota-notices.ts";
import type { LoadedPlan } from "../snapshot/loaded.ts";

const HEADERS = { policyName: "plan", remaining: undefined, retryAfter: undefined };

/** The limits of the caller's plan: its rate limits, then its quota. A call refused by the rate limit costs no quota. */
export function takePlanLimits(exchange: GatewayExchange): Outcome | Promise<Outcome> {
  const { plan, caller } = exchange;
  if (plan === undefined || caller === undefined) return undefined;
  if (plan.limits.length > 0) {
    const key = mixKeys(plan.counterKey, caller.counterKey);
    const refused = takeCall(exchange, key, plan.limits, HEADERS);
    if (refused instanceof Promise) return refused.then((settled) => settled ?? takePlanQuota(exchange, plan, caller));
    if (refused !== undefined) return refused;
  }
  return takePlanQuota(exchange, plan, caller);
}

function takePlanQuota(exchange: GatewayExchange, { quota }: LoadedPlan, caller: Caller): Outcome | Promise<Outcome> {
  if (quota === null) return undefined;
  // Not named after the plan: what was used of the period counts on a new plan of the same period too.
  const taken = exchange.node.limits.quotas.take(caller.counterKey, quota, exchange.receivedAtMs);
  return taken instanceof Promise
    ? taken.then((take) => concludeQuota(exchange, caller, take))
    : concludeQuota(exchange, caller, taken);
}

function concludeQuota(exchange: GatewayExchange, caller: Caller, take: QuotaTake | Unavailable): Outcome {
  if (take !== "unavailable" && take.used >= FIRST_LEVEL) {
    exchange.node.quotaNotices?.note(caller.subscription, take, exchange.receivedAtMs);
  }
  return quotaRefusal(take, "The plan's quota for this period is used up.");
}

/** Counts the bytes of a finished call against the quota. */
export function countQuotaBytes(exchange: GatewayExchange, bytes: number): void {
  const { plan, caller } = exchange;
  if (plan?.quota?.bytes === undefined || caller === undefined) return;
  exchange.node.limits.quotas.addBytes(caller.counterKey, plan.quota, bytes, exchange.receivedAtMs);
}

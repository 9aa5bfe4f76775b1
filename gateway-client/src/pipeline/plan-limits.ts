import { mixKeys } from "../../policies/counter-key.ts";
import type { Outcome } from "../../policies/define.ts";
import { takeCall } from "../../policies/take-call.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";

const HEADERS = { policyName: "plan", remaining: undefined, retryAfter: undefined };

/** The limits of the caller's plan: its rate limits, then its quota. A call refused by the rate limit costs no quota. */
export function takePlanLimits(exchange: GatewayExchange): Outcome {
  const { plan, caller } = exchange;
  if (plan === undefined || caller === undefined) return undefined;
  if (plan.limits.length > 0) {
    const key = mixKeys(plan.counterKey, caller.counterKey);
    const refused = takeCall(exchange, key, plan.limits, HEADERS);
    if (refused !== undefined) return refused;
  }
  if (plan.quota === null) return undefined;

  // Not named after the plan: what was used of the period counts on a new plan of the same period too.
  const { isAllowed, resetMs } = exchange.node.limits.quotas.take(caller.counterKey, plan.quota, exchange.receivedAtMs);
  if (isAllowed) return undefined;
  return {
    problem: "quota-exceeded",
    detail: "The plan's quota for this period is used up.",
    retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}

/** Counts the bytes of a finished call against the quota. */
export function countQuotaBytes(exchange: GatewayExchange, bytes: number): void {
  const { plan, caller } = exchange;
  if (plan?.quota?.bytes === undefined || caller === undefined) return;
  exchange.node.limits.quotas.addBytes(caller.counterKey, plan.quota, bytes, exchange.receivedAtMs);
}

import { milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { counterKey, mixKeys } from "./counter-key.ts";
import { definePolicy } from "./define.ts";
import { headerName, rateLimitRule } from "./fields.ts";
import { strictestLimits } from "./limiter.ts";
import { takeCall } from "./take-call.ts";

const RULES_MAX = 8;

const config = z.union([
  rateLimitRule.extend({
    "remaining-calls-header-name": headerName.optional(),
    "retry-after-header-name": headerName.optional(),
  }),
  z.strictObject({
    limits: z.array(rateLimitRule).min(1).max(RULES_MAX),
    "remaining-calls-header-name": headerName.optional(),
    "retry-after-header-name": headerName.optional(),
  }),
]);

export const rateLimit = definePolicy({
  name: "rate-limit",
  version: 1,
  summary: "Bounds the calls of each subscription in any span of a period.",
  phase: "limit",
  sections: ["inbound"],
  config,
  compile(options, site) {
    const rules = "limits" in options ? options.limits : [options];
    const limits = strictestLimits(
      rules.map((rule) => ({ calls: rule.calls, periodMs: milliseconds(rule["renewal-period"]) })),
    );
    const key = counterKey(`policy:${site.id}`);
    const headers = {
      policyName: "policy",
      remaining: options["remaining-calls-header-name"],
      retryAfter: options["retry-after-header-name"],
    };

    // Without a subscription all callers share one counter: an API open to all has one bound.
    return (exchange) =>
      takeCall(exchange, exchange.caller ? mixKeys(key, exchange.caller.counterKey) : key, limits, headers);
  },
});

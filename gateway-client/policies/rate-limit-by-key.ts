import { milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { counterKey, mixKeys } from "./counter-key.ts";
import { definePolicy, type Outcome } from "./define.ts";
import { compileCondition } from "./expressions/compile.ts";
import { compileText } from "./expressions/text.ts";
import { headerName, rateLimitRule } from "./fields.ts";
import { strictestLimits } from "./limiter.ts";
import { takeCall } from "./take-call.ts";

const RULES_MAX = 8;

const common = {
  "counter-key": z.string().min(1).max(2000),
  "increment-count": z.int().min(1).max(1_000_000).default(1),
  "increment-condition": z.string().min(1).max(2000).optional(),
  scope: z.enum(["policy", "global"]).default("policy"),
  "remaining-calls-header-name": headerName.optional(),
  "retry-after-header-name": headerName.optional(),
};

export const rateLimitByKey = definePolicy({
  name: "rate-limit-by-key",
  version: 1,
  summary: "Bounds the calls of each value of a key in any span of a period.",
  phase: "limit",
  sections: ["inbound"],
  config: z.union([
    rateLimitRule.extend(common),
    z.strictObject({ limits: z.array(rateLimitRule).min(1).max(RULES_MAX), ...common }),
  ]),
  compile(options, site) {
    const rules = "limits" in options ? options.limits : [options];
    const limits = strictestLimits(
      rules.map((rule) => ({ calls: rule.calls, periodMs: milliseconds(rule["renewal-period"]) })),
    );
    const key = compileText(options["counter-key"], "/counter-key", site);
    const base = counterKey(options.scope === "global" ? "global" : `policy:${site.id}`);
    const count = options["increment-count"];
    const condition = options["increment-condition"];
    const mustCount = condition && compileCondition(condition, "/increment-condition", site, "end");
    const headers = {
      policyName: "policy",
      remaining: options["remaining-calls-header-name"],
      retryAfter: options["retry-after-header-name"],
    };
    return (exchange) => {
      const counter = mixKeys(base, counterKey(key.read(exchange)));
      if (!mustCount) return takeCall(exchange, counter, limits, headers, count);
      const goOn = (refused: Outcome): Outcome => {
        if (refused !== undefined) return refused;
        exchange.onEnd((ended) => {
          if (mustCount(exchange, ended)) exchange.limiter.add(counter, limits, exchange.receivedAtMs, count);
        });
        return undefined;
      };
      // The condition may look at the answer: until then the call is checked and not counted.
      const checked = takeCall(exchange, counter, limits, headers, 0);
      return checked instanceof Promise ? checked.then(goOn) : goOn(checked);
    };
  },
});

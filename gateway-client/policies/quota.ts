import { z } from "zod";
import { hasBound, quotaCounter, quotaOptions } from "./count-quota.ts";
import { counterKey, mixKeys } from "./counter-key.ts";
import { definePolicy } from "./define.ts";

export const quota = definePolicy({
  name: "quota",
  version: 1,
  summary: "Bounds the calls and the bytes of each subscription in a fixed period.",
  phase: "limit",
  sections: ["inbound"],
  config: z.strictObject(quotaOptions).refine(hasBound, "needs calls or bandwidth"),
  compile(options, site) {
    const key = counterKey(`quota:${site.id}`);
    const count = quotaCounter(options);
    // Without a subscription all callers share one quota.
    return (exchange) => count(exchange, exchange.caller ? mixKeys(key, exchange.caller.counterKey) : key);
  },
});

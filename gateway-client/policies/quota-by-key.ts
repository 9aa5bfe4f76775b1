import { z } from "zod";
import { hasBound, quotaCounter, quotaOptions } from "./count-quota.ts";
import { counterKey, mixKeys } from "./counter-key.ts";
import { definePolicy } from "./define.ts";
import { compileText } from "./expressions/text.ts";

export const quotaByKey = definePolicy({
  name: "quota-by-key",
  version: 1,
  summary: "Bounds the calls and the bytes of each value of a key in a fixed period.",
  phase: "limit",
  sections: ["inbound"],
  config: z
    .strictObject({ ...quotaOptions, "counter-key": z.string().min(1).max(2000) })
    .refine(hasBound, "needs calls or bandwidth"),
  compile(options, site) {
    const base = counterKey(`quota:${site.id}`);
    const key = compileText(options["counter-key"], "/counter-key", site);
    const count = quotaCounter(options);
    return (exchange) => count(exchange, mixKeys(base, counterKey(key.read(exchange))));
  },
});

import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";
import { headerName } from "./fields.ts";

const NAMES_MAX = 20;
const WAIT_MS_MAX = 60_000;

export const cacheLookup = definePolicy({
  name: "cache-lookup",
  version: 1,
  summary: "Answers with what is stored, and lets one call fetch what many ask for.",
  phase: "cache",
  sections: ["inbound"],
  config: z.strictObject({
    "vary-by-developer": z.boolean().default(true),
    "vary-by-header": z.array(headerName).max(NAMES_MAX).default([]),
    "vary-by-query-parameter": z.array(z.string().min(1).max(100)).max(NAMES_MAX).optional(),
    "request-directives": z.enum(["honour", "ignore"]).default("honour"),
    "wait-timeout": duration.refine((text) => milliseconds(text) <= WAIT_MS_MAX, "is more than 1m").default("5s"),
  }),
  compile(config, site) {
    const rules = {
      stepId: site.id,
      variesByCaller: config["vary-by-developer"],
      headers: config["vary-by-header"].toSorted(),
      queryParameters: config["vary-by-query-parameter"]?.toSorted(),
      honoursRequest: config["request-directives"] === "honour",
      waitMs: milliseconds(config["wait-timeout"]),
    };
    return (exchange) => exchange.lookUpAnswer(rules);
  },
});

import { z } from "zod";
import { definePolicy, type Refusal } from "./define.ts";
import { action, errorsVariable, judge } from "./description/violation.ts";

const ENTRIES_MAX = 200;

export const validateStatusCode = definePolicy({
  name: "validate-status-code",
  version: 1,
  summary: "Holds the status of answers against the API description.",
  phase: "validate",
  sections: ["outbound", "onError"],
  goesBy: "statuses",
  config: z.strictObject({
    "unspecified-status-code-action": action.default("prevent"),
    "status-codes": z
      .array(z.strictObject({ code: z.int().min(100).max(599), action }))
      .max(ENTRIES_MAX)
      .default([]),
    "errors-variable-name": errorsVariable,
  }),
  compile(options) {
    const named = new Map(options["status-codes"].map(({ code, action }) => [code, action]));
    return (exchange): Refusal | undefined => {
      const status = exchange.response?.status ?? 0;
      if (exchange.operation.description?.response(status) !== undefined) return undefined;
      const detail = `The status ${status} is not described here.`;
      const violation = {
        action: named.get(status) ?? options["unspecified-status-code-action"],
        detail,
        faults: [{ pointer: "/status", detail: `${status} is not described here` }],
      };
      return judge(exchange, "response", "answer-not-valid", options["errors-variable-name"], [violation]);
    };
  },
});

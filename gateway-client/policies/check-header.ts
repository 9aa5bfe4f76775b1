import { z } from "zod";
import { definePolicy } from "./define.ts";
import { failedStatus, headerName } from "./fields.ts";

const VALUES_MAX = 200;

export const checkHeader = definePolicy({
  name: "check-header",
  version: 1,
  summary: "Lets a request in only when a header is there and, if you like, has one of the allowed values.",
  phase: "access",
  sections: ["inbound"],
  config: z.strictObject({
    name: headerName,
    values: z.array(z.string().max(2000)).max(VALUES_MAX).default([]),
    "ignore-case": z.boolean().default(false),
    "failed-status": failedStatus.default(401),
    "failed-message": z.string().max(500).optional(),
  }),
  compile({ name, values, "ignore-case": ignoresCase, "failed-status": status, "failed-message": message }) {
    const spelled = (text: string) => (ignoresCase ? text.toLowerCase() : text);
    const allowed = new Set(values.map(spelled));
    const refusal = {
      problem: "header-check-failed",
      detail: message ?? `The header ${name} is missing or has another value than the allowed ones.`,
      status,
    } as const;
    return ({ request }) => {
      const sent = request.getAll(name);
      // Every line counts: a second one must not bring a value past the check.
      const isAllowed = sent.length > 0 && (allowed.size === 0 || sent.every((value) => allowed.has(spelled(value))));
      return isAllowed ? undefined : refusal;
    };
  },
});

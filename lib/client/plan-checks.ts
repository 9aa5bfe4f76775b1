import { z } from "zod";
import { type ChangePlanInput, changePlanInput, createPlanInput } from "../products/input.ts";

/** What people type becomes what the server reads; its own schema then says what is wrong, at the same places. */
export const newPlanForm = z.preprocess(toPlanInput, createPlanInput);
export const planForm = z.preprocess(toPlanInput, changePlanInput);

/** Of a plan that is being written, what is right already. */
export function rightParts(values: unknown): ChangePlanInput {
  const written = toPlanInput(values);
  const issues = changePlanInput.safeParse(written).error?.issues ?? [];
  const wrong = new Set(issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : issue.path[0])));
  const right = Object.fromEntries(Object.entries(written).filter(([name]) => !wrong.has(name)));
  return changePlanInput.safeParse(right).data ?? {};
}

const typedPlan = z.looseObject({
  subscriptionsPerApplicationMax: z.string(),
  duration: z.string(),
  rateLimit: z.array(z.looseObject({ calls: z.string() })),
  hasQuota: z.boolean(),
  quota: z.looseObject({ calls: z.string(), bandwidth: z.string() }),
});

function toPlanInput(values: unknown) {
  const { hasQuota, quota, rateLimit, duration, ...rest } = typedPlan.parse(values);
  const { calls, bandwidth, ...period } = quota;
  const amounts = {
    ...(calls.trim() === "" ? {} : { calls: toNumber(calls) }),
    ...(bandwidth.trim() === "" ? {} : { bandwidth: bandwidth.trim() }),
  };
  return {
    ...rest,
    subscriptionsPerApplicationMax: toNumber(rest.subscriptionsPerApplicationMax),
    duration: duration.trim() === "" ? null : duration.trim(),
    rateLimit: rateLimit.map((limit) => ({ ...limit, calls: toNumber(limit.calls) })),
    quota: hasQuota ? { ...amounts, ...period } : null,
  };
}

/** People write `10,000`, `10 000` and `10_000`; what is no number stays text, which the schema refuses. */
function toNumber(text: string): unknown {
  const digits = text.replaceAll(/[\s,_]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : text.trim() === "" ? undefined : text;
}

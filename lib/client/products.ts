import { z } from "zod";
import {
  type ChangePlanInput,
  changePlanInput,
  changeProductInput,
  createPlanInput,
  createProductInput,
} from "../products/input.ts";
import type { PlanView, ProductView } from "../products/view.ts";
import { nothing } from "./nothing.ts";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

export interface ProductPlace {
  workspace: string;
  product: string;
}

export interface PlanPlace extends ProductPlace {
  plan: string;
}

export const newProductForm = createProductInput;
export const productForm = changeProductInput;

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

export interface PlanValues {
  slug?: string;
  name: string;
  summary: string;
  price: string;
  approval: "auto" | "manual";
  subscriptionsPerApplicationMax: string;
  duration: string;
  rateLimit: { calls: string; renewalPeriod: string }[];
  hasQuota: boolean;
  quota: { calls: string; bandwidth: string; renewalPeriod: string };
  questions: { name: string; label: string; required: boolean }[];
}

export const emptyPlan: PlanValues = {
  slug: "",
  name: "",
  summary: "",
  price: "",
  approval: "manual",
  subscriptionsPerApplicationMax: "1",
  duration: "",
  rateLimit: [{ calls: "100", renewalPeriod: "1m" }],
  hasQuota: false,
  quota: { calls: "", bandwidth: "", renewalPeriod: "30d" },
  questions: [],
};

/** A plan as its form shows it. */
export function toPlanValues(plan: PlanView): PlanValues {
  const { name, summary, price, approval, questions, quota } = plan;
  return {
    name,
    summary,
    price,
    approval,
    questions,
    subscriptionsPerApplicationMax: String(plan.subscriptionsPerApplicationMax),
    duration: plan.duration ?? "",
    rateLimit: plan.rateLimit.map(({ calls, renewalPeriod }) => ({ calls: String(calls), renewalPeriod })),
    hasQuota: quota !== null,
    quota: {
      calls: quota?.calls === undefined ? "" : String(quota.calls),
      bandwidth: quota?.bandwidth ?? "",
      renewalPeriod: quota?.renewalPeriod ?? "30d",
    },
  };
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

export function createProduct(
  workspace: string,
  body: z.output<typeof newProductForm>,
  once: Once,
): Promise<Answer<ProductView>> {
  return send(workspacePath(workspace, "products"), {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../products/view.ts")).productView,
  });
}

/** Without an expected version it is saved over whatever is there. */
export function changeProduct(
  { workspace, product }: ProductPlace,
  body: z.output<typeof productForm>,
  expectedVersion: number | undefined,
): Promise<Answer<ProductView>> {
  const path = workspacePath(workspace, "products", product);
  return send(path, {
    method: "PATCH",
    body,
    ...matching(expectedVersion),
    answers: async () => (await import("../products/view.ts")).productView,
  });
}

export type ProductVerb = "publish" | "unpublish" | "retire";

export function moveProduct(
  { workspace, product }: ProductPlace,
  verb: ProductVerb,
  subscriptions?: "keep" | "cancel",
): Promise<Answer<ProductView>> {
  const body = verb === "publish" ? undefined : subscriptions === undefined ? {} : { subscriptions };
  return send(workspacePath(workspace, "products", product, verb), {
    method: "POST",
    body,
    answers: async () => (await import("../products/view.ts")).productView,
  });
}

export async function deleteProduct({ workspace, product }: ProductPlace): Promise<ShownProblem | undefined> {
  const answer = await send(workspacePath(workspace, "products", product), {
    method: "DELETE",
    answers: nothing,
  });
  return answer.isOk ? undefined : answer.problem;
}

export function createPlan(
  { workspace, product }: ProductPlace,
  body: z.output<typeof newPlanForm>,
  once: Once,
): Promise<Answer<PlanView>> {
  return send(workspacePath(workspace, "products", product, "plans"), {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../products/view.ts")).planView,
  });
}

export function changePlan(
  { workspace, product, plan }: PlanPlace,
  body: z.output<typeof planForm>,
  expectedVersion: number | undefined,
): Promise<Answer<PlanView>> {
  const path = workspacePath(workspace, "products", product, "plans", plan);
  return send(path, {
    method: "PATCH",
    body,
    ...matching(expectedVersion),
    answers: async () => (await import("../products/view.ts")).planView,
  });
}

export function archivePlan({ workspace, product, plan }: PlanPlace): Promise<Answer<PlanView>> {
  const path = workspacePath(workspace, "products", product, "plans", plan, "archive");
  return send(path, { method: "POST", answers: async () => (await import("../products/view.ts")).planView });
}

function matching(expectedVersion: number | undefined) {
  return expectedVersion === undefined ? {} : { ifMatch: etagOf(expectedVersion) };
}

import type { z } from "zod";
import type { changeProductInput, createProductInput } from "../products/input.ts";
import type { PlanView, ProductView } from "../products/view.ts";
import { nothing } from "./nothing.ts";
import type { Once } from "./once.ts";
import type { newPlanForm as checkedNewPlan, planForm as checkedPlan } from "./plan-checks.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

export interface ProductPlace {
  workspace: string;
  product: string;
}

export interface PlanPlace extends ProductPlace {
  plan: string;
}

const inputs = () => import("../products/input.ts");

export const newProductForm = async () => (await inputs()).createProductInput;
export const productForm = async () => (await inputs()).changeProductInput;

export const newPlanForm = async () => (await planChecks()).newPlanForm;
export const planForm = async () => (await planChecks()).planForm;
export const planChecks = () => import("./plan-checks.ts");

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

type PlanTerms = Omit<PlanView, "id" | "slug" | "rowVersion" | "createdAt" | "archivedAt">;

/** What a plan says before anybody wrote anything. */
export const usualPlan: PlanTerms = {
  name: "",
  summary: "",
  price: "",
  approval: "manual",
  subscriptionsPerApplicationMax: 1,
  duration: null,
  rateLimit: [{ calls: 100, renewalPeriod: "1m" }],
  quota: null,
  questions: [],
};

export const emptyPlan: PlanValues = { slug: "", ...toPlanValues(usualPlan) };

/** A plan as its form shows it. */
export function toPlanValues(plan: PlanTerms): PlanValues {
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

export function createProduct(
  workspace: string,
  body: z.output<typeof createProductInput>,
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
  body: z.output<typeof changeProductInput>,
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
  body: z.output<typeof checkedNewPlan>,
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
  body: z.output<typeof checkedPlan>,
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

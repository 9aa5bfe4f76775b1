import { rightParts } from "#lib/client/plan-form.ts";
import type { PlanView } from "#lib/products/view.ts";

/** How a plan that is being written would look; what is not right yet is left out until it is. */
export function previewOf(values: unknown, slug: string): Omit<PlanView, "id" | "rowVersion" | "createdAt"> {
  const plan = rightParts(values);
  return {
    slug,
    archivedAt: null,
    name: plan.name || "This plan",
    summary: plan.summary ?? "",
    price: plan.price ?? "",
    approval: plan.approval ?? "manual",
    rateLimit: plan.rateLimit ?? [],
    quota: plan.quota ?? null,
    duration: plan.duration ?? null,
    questions: plan.questions ?? [],
    subscriptionsPerApplicationMax: plan.subscriptionsPerApplicationMax ?? 1,
  };
}

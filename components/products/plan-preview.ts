"use client";

import { useEffect, useState } from "react";
import { planChecks, usualPlan } from "#lib/client/products.ts";
import type { PlanView } from "#lib/products/view.ts";

type Preview = Omit<PlanView, "id" | "rowVersion" | "createdAt">;

/**
 * How a plan that is being written would look; what is not right yet is left out until it is. Which parts are right is
 * known once the checks are there, which are fetched with the first thing that is typed.
 */
export function usePlanPreview(values: unknown, saved: PlanView | undefined): Preview {
  const [atFirst] = useState(values);
  const [checks, setChecks] = useState<Awaited<ReturnType<typeof planChecks>>>();
  useEffect(() => {
    if (values === atFirst || checks) return;
    // what cannot be fetched is tried again with the next letter; sending the form tells of a dead network
    planChecks().then(setChecks, () => undefined);
  }, [values, atFirst, checks]);

  const plan = checks?.rightParts(values) ?? saved ?? usualPlan;
  return {
    slug: saved?.slug ?? "new",
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

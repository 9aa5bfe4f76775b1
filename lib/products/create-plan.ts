import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { CreatePlanInput } from "./input.ts";
import { toPlanColumns } from "./plan.ts";
import { insertPlan, lockProduct } from "./queries.ts";
import { type PlanView, toPlanView } from "./view.ts";

export async function createPlan(
  ctx: Context,
  workspaceSlug: string,
  productSlug: string,
  { slug, name, ...input }: CreatePlanInput,
): Promise<PlanView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const product = await lockProduct(tx, workspaceId, productSlug);
    if (product.state === "retired") throw new Problem("wrong-state", "The product is retired.", { state: "retired" });
    if (product.plans.length >= PLANS_MAX)
      throw new Problem("wrong-state", `A product has at most ${PLANS_MAX} plans.`);
    const row = await insertPlan(tx, { ...defined(toPlanColumns(input)), slug, name, productId: product.id });
    const after = toPlanView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: "plan.create",
      workspaceId,
      subjectType: "plan",
      subjectId: row.id,
      after,
    });
    await markChanged(tx, [partName.plans()], auditId);
    return after;
  });
}

/** Archived ones included: a product is always read with its plans. */
const PLANS_MAX = 50;

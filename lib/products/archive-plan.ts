import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getPlan, lockProduct, type PlanRow, type ProductRow, updatePlan } from "./queries.ts";
import { type PlanView, toPlanView } from "./view.ts";

/** Nobody subscribes to the plan any more; who has it keeps it, with its limits as they are. */
export async function archivePlan(
  ctx: Context,
  workspaceSlug: string,
  productSlug: string,
  slug: string,
  expectedVersion: number | undefined,
): Promise<PlanView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const product = await lockProduct(tx, workspaceId, productSlug);
    const before = await getPlan(tx, product.id, slug);
    assertRowVersion(before, expectedVersion);
    assertArchivable(product, before);
    const after = toPlanView(await updatePlan(tx, before, { archivedAt: ctx.now() }));
    await recordAudit(tx, ctx, {
      action: "plan.archive",
      workspaceId,
      subjectType: "plan",
      subjectId: before.id,
      before: toPlanView(before),
      after,
    });
    return after;
  });
}

function assertArchivable(product: ProductRow, plan: PlanRow): void {
  if (plan.archivedAt) throw new Problem("wrong-state", "The plan is archived already.", { state: "archived" });
  const others = product.plans.filter(({ id, archivedAt }) => id !== plan.id && !archivedAt);
  if (product.state === "published" && others.length === 0) {
    throw new Problem("wrong-state", "It is the last plan of a published product; unpublish the product first.");
  }
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ChangePlanInput } from "./input.ts";
import { toPlanColumns } from "./plan.ts";
import { getPlan, getProduct, updatePlan } from "./queries.ts";
import { type PlanView, toPlanView } from "./view.ts";

/** Limits count for present subscriptions at once; approval, questions and duration for those that are asked for from now on. */
export async function changePlan(
  ctx: Context,
  workspaceSlug: string,
  productSlug: string,
  slug: string,
  input: ChangePlanInput,
  expectedVersion: number | undefined,
): Promise<PlanView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const product = await getProduct(tx, workspaceId, productSlug);
    const before = await getPlan(tx, product.id, slug);
    assertRowVersion(before, expectedVersion);
    if (before.archivedAt) throw new Problem("wrong-state", "The plan is archived.", { state: "archived" });
    const after = toPlanView(await updatePlan(tx, before, defined(toPlanColumns(input))));
    const auditId = await recordAudit(tx, ctx, {
      action: "plan.change",
      workspaceId,
      subjectType: "plan",
      subjectId: before.id,
      before: toPlanView(before),
      after,
    });
    await markChanged(tx, [partName.plans()], auditId);
    return after;
  });
}

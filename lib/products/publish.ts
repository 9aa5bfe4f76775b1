import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { assertPublishable, nextProductState } from "./product.ts";
import { getProduct, lockProduct, moveProduct } from "./queries.ts";
import { type ProductView, toProductView } from "./view.ts";

/** Opens the product to developers. */
export async function publishProduct(ctx: Context, workspaceSlug: string, slug: string): Promise<ProductView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await lockProduct(tx, workspaceId, slug);
    const state = nextProductState(before.state, "publish");
    assertPublishable({ apis: before.apis, openPlans: before.plans.filter(({ archivedAt }) => !archivedAt).length });
    await moveProduct(tx, before, state);

    const after = toProductView(await getProduct(tx, workspaceId, slug));
    const auditId = await recordAudit(tx, ctx, {
      action: "product.publish",
      workspaceId,
      subjectType: "product",
      subjectId: before.id,
      before: { state: before.state },
      after: { state },
    });
    await markChanged(tx, [partName.plans()], auditId);
    return after;
  });
}

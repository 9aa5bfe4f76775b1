import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { CreateProductInput } from "./input.ts";
import { toVisibilityColumn } from "./product.ts";
import { getApiIds, getProduct, insertProduct } from "./queries.ts";
import { type ProductView, toProductView } from "./view.ts";

/** A draft: gateways and developers learn of it when it is published. */
export async function createProduct(
  ctx: Context,
  workspaceSlug: string,
  { apis = [], visibility, ...input }: CreateProductInput,
): Promise<ProductView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const apiIds = await getApiIds(tx, workspaceId, apis);
    await insertProduct(tx, defined({ ...input, workspaceId, visibility: toVisibilityColumn(visibility) }), apiIds);
    const row = await getProduct(tx, workspaceId, input.slug);
    const after = toProductView(row);
    await recordAudit(tx, ctx, {
      action: "product.create",
      workspaceId,
      subjectType: "product",
      subjectId: row.id,
      after,
    });
    return after;
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { hasSubscriptions } from "../subscriptions/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getProduct, removeProduct } from "./queries.ts";
import { toProductView } from "./view.ts";

/** Only a draft that nobody ever subscribed to is deleted; everything else has a history and is retired instead. */
export async function deleteProduct(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  expectedVersion: number | undefined,
): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  await inTransaction(ctx, async (tx) => {
    const before = await getProduct(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    if (before.state !== "draft") throw new Problem("wrong-state", `The product is ${before.state}; retire it.`);
    if (await hasSubscriptions(tx, { productId: before.id })) {
      throw new Problem("still-in-use", "It has had subscriptions; publish and retire it instead.");
    }
    await removeProduct(tx, before);
    const auditId = await recordAudit(tx, ctx, {
      action: "product.delete",
      workspaceId,
      subjectType: "product",
      subjectId: before.id,
      before: toProductView(before),
    });
    await markChanged(tx, [partName.plans(), ...before.apis.map(({ api }) => partName.api(api.id))], auditId);
  });
}

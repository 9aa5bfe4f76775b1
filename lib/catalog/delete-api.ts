import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { type ApiRow, getApi, listProductsWith, removeApi } from "./queries.ts";
import { toApiView } from "./view.ts";

/**
 * Removes an API with its versions and revisions. One that was ever published is archived before, and `confirm` repeats its
 * slug: nothing that has carried traffic goes by accident.
 */
export async function deleteApi(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  confirm: string | undefined,
  expectedVersion: number | undefined,
): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.delete", workspaceId);

  await inTransaction(ctx, async (tx) => {
    const before = await getApi(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    assertDeletable(before, confirm);
    const products = (await listProductsWith(tx, before.id)).map((product) => product.slug);
    if (products.length > 0) {
      throw new Problem("still-in-use", `It is part of the product ${products.join(", ")}.`, { usedBy: products });
    }
    await removeApi(tx, before);
    const auditId = await recordAudit(tx, ctx, {
      action: "api.delete",
      workspaceId,
      subjectType: "api",
      subjectId: before.id,
      before: toApiView(before),
    });
    await markChanged(tx, [partName.api(before.id)], auditId);
  });
}

function assertDeletable(api: ApiRow, confirm: string | undefined): void {
  const wasPublished = api.versions.some(({ state }) => state !== "draft");
  if (!wasPublished) return;
  if (!api.archivedAt) throw new Problem("wrong-state", "The API has been published; archive it before.");
  if (confirm !== api.slug) {
    throw new Problem("invalid-input", "Repeat the API's slug to delete it with all of its versions.", {
      errors: [{ pointer: "confirm", detail: `is not ${api.slug}` }],
    });
  }
}

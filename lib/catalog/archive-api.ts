import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getApi, listProductsWith, replaceRoutes, updateApi } from "./queries.ts";
import { refreshSearch } from "./search-queries.ts";
import { type ApiView, toApiView } from "./view.ts";

/** Takes an API out of catalogue and gateways and frees its base path; everything is kept and can be restored. */
export async function archiveApi(ctx: Context, workspaceSlug: string, slug: string): Promise<ApiView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.delete", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getApi(tx, workspaceId, slug);
    if (before.archivedAt) throw new Problem("wrong-state", "The API is archived already.");
    const products = (await listProductsWith(tx, before.id)).filter(({ state }) => state === "published");
    if (products.length > 0) {
      const slugs = products.map((product) => product.slug);
      throw new Problem("still-in-use", `It is part of the product ${slugs.join(", ")}.`, { usedBy: slugs });
    }
    await updateApi(tx, before, { archivedAt: ctx.now() });
    await replaceRoutes(tx, before.id, []);
    await refreshSearch(tx, before.id);

    const after = toApiView(await getApi(tx, workspaceId, slug));
    const auditId = await recordAudit(tx, ctx, {
      action: "api.archive",
      workspaceId,
      subjectType: "api",
      subjectId: before.id,
      before: { archivedAt: null },
      after: { archivedAt: after.archivedAt },
    });
    await markChanged(tx, [partName.api(before.id)], auditId);
    return after;
  });
}

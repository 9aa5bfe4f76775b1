import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { claimRoutes } from "./claim-routes.ts";
import { getApi, updateApi } from "./queries.ts";
import { refreshSearch } from "./search-queries.ts";
import { type ApiView, toApiView } from "./view.ts";

/** Brings an archived API back as it was, if nobody has taken its base path meanwhile. */
export async function restoreApi(ctx: Context, workspaceSlug: string, slug: string): Promise<ApiView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.delete", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getApi(tx, workspaceId, slug);
    if (!before.archivedAt) throw new Problem("wrong-state", "The API is not archived.");
    await updateApi(tx, before, { archivedAt: null });
    const row = await getApi(tx, workspaceId, slug);
    await claimRoutes(tx, ctx.actor, row);
    await refreshSearch(tx, row.id);
    await assertLoads(tx, row.id);
    const auditId = await recordAudit(tx, ctx, {
      action: "api.restore",
      workspaceId,
      subjectType: "api",
      subjectId: row.id,
      before: { archivedAt: before.archivedAt },
      after: { archivedAt: null },
    });
    await markChanged(tx, [partName.api(row.id)], auditId);
    return toApiView(row);
  });
}

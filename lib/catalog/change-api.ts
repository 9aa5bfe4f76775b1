import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { toVisibilityColumn } from "../products/product.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { claimRoutes } from "./claim-routes.ts";
import type { ChangeApiInput } from "./input.ts";
import { getApi, updateApi } from "./queries.ts";
import { refreshSearch } from "./search-queries.ts";
import { type ApiView, toApiView } from "./view.ts";

/** Members that are left out stay as they are. What is live answers by the new settings from the next snapshot on. */
export async function changeApi(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  { visibility, ...input }: ChangeApiInput,
  expectedVersion: number | undefined,
): Promise<ApiView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getApi(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    if (before.archivedAt) throw new Problem("wrong-state", "The API is archived; restore it first.");
    await updateApi(tx, before, defined({ ...input, visibility: toVisibilityColumn(visibility) }));

    const row = await getApi(tx, workspaceId, slug);
    await claimRoutes(tx, ctx.actor, row);
    await refreshSearch(tx, row.id);
    await assertLoads(tx, row.id);
    const after = toApiView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: "api.change",
      workspaceId,
      subjectType: "api",
      subjectId: row.id,
      before: toApiView(before),
      after,
    });
    await markChanged(tx, [partName.api(row.id)], auditId);
    return after;
  });
}

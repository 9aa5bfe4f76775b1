import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import { getApi } from "../catalog/queries.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { PurgeInput } from "./input.ts";
import { addPurge } from "./queries.ts";
import { type PurgeView, toPurgeView } from "./view.ts";

/** Makes every gateway forget what it has stored of an API's answers: everything, or by tags or URLs. */
export async function purgeCache(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  input: PurgeInput,
): Promise<PurgeView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { id: apiId } = await getApi(tx, workspaceId, slug);
    const all = "all" in input;
    const tags = "tags" in input ? input.tags : [];
    const urls = "urls" in input ? input.urls : [];
    const auditId = await recordAudit(tx, ctx, {
      action: "api.purge-cache",
      workspaceId,
      subjectType: "api",
      subjectId: apiId,
      after: { all, tags, urls },
    });
    // Behind the audit entry, whose lock lasts to the commit: so orders become visible in their sequence, and a gateway that has
    // carried one out has missed none before it.
    const row = await addPurge(tx, { apiId, all, tags, urls, createdAt: ctx.now() });
    await markChanged(tx, [partName.settings()], auditId);
    return toPurgeView(row);
  });
}

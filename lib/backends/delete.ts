import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { listPoliciesNamingBackend } from "../policies/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getBackend, listUsesOfBackend, removeBackend } from "./queries.ts";
import { toBackendView } from "./view.ts";

/** Only a backend that no revision and no policy names goes: revisions are kept so that they can be made live again. */
export async function deleteBackend(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  expectedVersion: number | undefined,
): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "backend.change", workspaceId);

  await inTransaction(ctx, async (tx) => {
    const before = await getBackend(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    const places = await listPoliciesNamingBackend(tx, workspaceId, slug);
    if (places.length > 0) {
      throw new Problem("still-in-use", `Policies name it: ${places.slice(0, 10).join(", ")}.`, { usedBy: places });
    }
    if (!(await removeBackend(tx, before))) {
      const uses = (await listUsesOfBackend(tx, before.id)).map(({ api, version }) => `${api} ${version}`);
      throw new Problem("still-in-use", `It is used by ${uses.join(", ")}.`, { usedBy: uses });
    }
    await recordAudit(tx, ctx, {
      action: "backend.delete",
      workspaceId,
      subjectType: "backend",
      subjectId: before.id,
      before: toBackendView(before),
    });
  });
}

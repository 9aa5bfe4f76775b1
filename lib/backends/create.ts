import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertValuesExist } from "../policies/assert-document.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { BackendInput } from "./input.ts";
import { insertBackend } from "./queries.ts";
import { type BackendView, toBackendView } from "./view.ts";

export async function createBackend(
  ctx: Context,
  workspaceSlug: string,
  { slug, name, ...config }: BackendInput,
): Promise<BackendView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "backend.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    await assertValuesExist(tx, workspaceId, config.tls, "/tls");
    const row = await insertBackend(tx, { workspaceId, slug, name, config });
    const after = toBackendView(row);
    await recordAudit(tx, ctx, {
      action: "backend.create",
      workspaceId,
      subjectType: "backend",
      subjectId: row.id,
      after,
    });
    return after;
  });
}

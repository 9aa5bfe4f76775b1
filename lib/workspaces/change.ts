import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import type { WorkspaceChange } from "./input.ts";
import { getWorkspace, getWorkspaceId, saveWorkspace } from "./queries.ts";
import { toWorkspaceView, type WorkspaceView } from "./view.ts";

export async function changeWorkspace(
  ctx: Context,
  slug: string,
  change: WorkspaceChange,
  expectedVersion: number | undefined,
): Promise<WorkspaceView> {
  const id = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "workspace.change", id);

  return inTransaction(ctx, async (tx) => {
    const before = await getWorkspace(tx, id);
    const wanted = {
      name: change.name ?? before.name,
      mayDecideOwnRequest: change.mayDecideOwnRequest ?? before.mayDecideOwnRequest,
    };
    if (!(await saveWorkspace(tx, id, expectedVersion ?? before.rowVersion, wanted))) {
      throw new Problem(expectedVersion === undefined ? "lost-race" : "precondition-failed");
    }
    const after = toWorkspaceView(await getWorkspace(tx, id));
    await recordAudit(tx, ctx, {
      action: "workspace.change",
      workspaceId: id,
      subjectType: "workspace",
      subjectId: id,
      before: toWorkspaceView(before),
      after,
    });
    return after;
  });
}

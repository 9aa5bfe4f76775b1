import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import type { WorkspaceInput } from "./input.ts";
import { insertMember, insertWorkspace } from "./queries.ts";
import { toWorkspaceView, type WorkspaceView } from "./view.ts";

/** Whoever makes a workspace becomes its owner; a service token makes one without members. */
export async function createWorkspace(ctx: Context, input: WorkspaceInput): Promise<WorkspaceView> {
  authorizeInstallation(ctx.actor, "workspace.create");

  return inTransaction(ctx, async (tx) => {
    const created = await insertWorkspace(tx, input);
    if (!created) throw new Problem("already-exists", `There is a workspace ${input.slug}.`);
    if (ctx.actor.kind === "user") {
      await insertMember(tx, { workspaceId: created.id, userId: ctx.actor.id, role: "owner" });
    }
    const after = toWorkspaceView(created);
    await recordAudit(tx, ctx, {
      action: "workspace.create",
      workspaceId: created.id,
      subjectType: "workspace",
      subjectId: created.id,
      after,
    });
    return after;
  });
}

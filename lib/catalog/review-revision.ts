import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { WorkspacePermission } from "../authz/permissions.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspace, getWorkspaceId } from "../workspaces/queries.ts";
import { nextRevisionState, type RevisionEvent } from "./catalog.ts";
import { getRevisionToChange, type RevisionPlace } from "./place.ts";
import { getRevision, moveRevision, type RevisionRow } from "./revision-queries.ts";
import { type RevisionView, toRevisionView } from "./view.ts";

interface Move {
  event: Exclude<RevisionEvent, "publish" | "supersede">;
  permission: WorkspacePermission;
  note?: string | undefined;
  /** What the event writes beside the state. */
  columns: Parameters<typeof moveRevision>[3];
  /** Refuses who may not, whatever their role. */
  assertMay?: (revision: RevisionRow, workspace: { mayDecideOwnRequest: boolean }) => void;
}

/** What submitting, withdrawing, approving and rejecting have in common: nothing of it reaches a gateway. */
export async function reviewRevision(ctx: Context, place: RevisionPlace, move: Move): Promise<RevisionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, move.permission, workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { version, revision } = await getRevisionToChange(tx, workspaceId, place);
    const state = nextRevisionState(revision.state, move.event);
    move.assertMay?.(revision, await getWorkspace(tx, workspaceId));
    await moveRevision(tx, revision, state, move.columns);

    const after = toRevisionView(await getRevision(tx, version.id, revision.number));
    await recordAudit(tx, ctx, {
      action: `revision.${move.event}`,
      workspaceId,
      subjectType: "revision",
      subjectId: revision.id,
      before: { state: revision.state },
      after: { state },
      note: move.note,
    });
    return after;
  });
}

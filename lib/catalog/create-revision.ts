import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { actorId } from "./decision.ts";
import type { RevisionInput } from "./input.ts";
import { getVersionToChange, type VersionPlace } from "./place.ts";
import { revisionContent } from "./revision-content.ts";
import { findBaseRevision, getRevision, insertRevision } from "./revision-queries.ts";
import { type RevisionView, toRevisionView } from "./view.ts";

/** A draft. What the input leaves out comes from the live revision, else from the newest. */
export async function createRevision(ctx: Context, place: VersionPlace, input: RevisionInput): Promise<RevisionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "revision.create", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { version } = await getVersionToChange(tx, workspaceId, place);
    if (version.state === "retired") throw new Problem("wrong-state", "The version is retired.");
    const base = await findBaseRevision(tx, version.id);
    const content = await revisionContent(tx, workspaceId, input, base);
    const number = await insertRevision(tx, {
      ...content,
      versionId: version.id,
      note: input.note ?? "",
      createdById: actorId(ctx.actor),
    });
    const row = await getRevision(tx, version.id, number);
    const after = toRevisionView(row);
    await recordAudit(tx, ctx, {
      action: "revision.create",
      workspaceId,
      subjectType: "revision",
      subjectId: row.id,
      after,
    });
    return after;
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { assertEditable } from "./catalog.ts";
import type { RevisionInput } from "./input.ts";
import { getRevisionToChange, type RevisionPlace } from "./place.ts";
import { revisionContent } from "./revision-content.ts";
import { getRevision, updateRevision } from "./revision-queries.ts";
import { type RevisionView, toRevisionView } from "./view.ts";

/** Members that are left out stay as they are. Only a draft changes. */
export async function changeRevision(
  ctx: Context,
  place: RevisionPlace,
  input: RevisionInput,
  expectedVersion: number | undefined,
): Promise<RevisionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "revision.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { version, revision } = await getRevisionToChange(tx, workspaceId, place);
    assertRowVersion(revision, expectedVersion);
    assertEditable(revision.state);
    const content = await revisionContent(tx, workspaceId, input, revision);
    await updateRevision(tx, revision, { ...content, ...defined({ note: input.note }) });

    const after = toRevisionView(await getRevision(tx, version.id, revision.number));
    await recordAudit(tx, ctx, {
      action: "revision.change",
      workspaceId,
      subjectType: "revision",
      subjectId: revision.id,
      before: toRevisionView(revision),
      after,
    });
    return after;
  });
}

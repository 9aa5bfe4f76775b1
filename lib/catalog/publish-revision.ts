import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { nextRevisionState, nextVersionState } from "./catalog.ts";
import { getRevisionToChange, type RevisionPlace } from "./place.ts";
import { type ApiRow, setDefaultVersion, updateVersion, type VersionRow } from "./queries.ts";
import { findLiveRevision, getRevision, moveRevision } from "./revision-queries.ts";
import { refreshSearch } from "./search-queries.ts";
import { type RevisionView, toRevisionView } from "./view.ts";

/**
 * Makes a revision the one that gateways serve: an approved one, or a superseded one again (rollback). The gateway's own loader
 * has the last word, inside of the transaction.
 */
export async function publishRevision(ctx: Context, place: RevisionPlace): Promise<RevisionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "revision.publish", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { api, version, revision } = await getRevisionToChange(tx, workspaceId, place);
    const state = nextRevisionState(revision.state, "publish");
    const superseded = await supersedeLive(tx, version);
    await moveRevision(tx, revision, state, { liveAt: ctx.now() });
    await publishVersion(tx, api, version);
    await refreshSearch(tx, api.id);
    await assertLoads(tx, api.id);

    const auditId = await recordAudit(tx, ctx, {
      action: "revision.publish",
      workspaceId,
      subjectType: "revision",
      subjectId: revision.id,
      before: { state: revision.state, live: superseded ?? null },
      after: { state, live: revision.number },
    });
    await markChanged(tx, [partName.api(api.id)], auditId);
    return toRevisionView(await getRevision(tx, version.id, revision.number));
  });
}

/** The number of the revision that was live. */
async function supersedeLive(tx: Transaction, version: VersionRow): Promise<number | undefined> {
  const live = await findLiveRevision(tx, version.id);
  if (!live) return undefined;
  await moveRevision(tx, live, nextRevisionState(live.state, "supersede"));
  return live.number;
}

/** The first version of an API that is published is its default one. */
async function publishVersion(tx: Transaction, api: ApiRow, version: VersionRow): Promise<void> {
  await updateVersion(tx, version, { state: nextVersionState(version.state, "publish") });
  if (!api.versions.some(({ isDefault }) => isDefault)) await setDefaultVersion(tx, api.id, version.id);
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { nextVersionState, type VersionEvent } from "./catalog.ts";
import { claimRoutes } from "./claim-routes.ts";
import { getVersionToChange, type VersionPlace } from "./place.ts";
import { type ApiRow, getApi, getVersion, updateVersion } from "./queries.ts";
import { refreshSearch } from "./search-queries.ts";
import { toVersionView, type VersionView } from "./view.ts";

type VersionColumns = Omit<Parameters<typeof updateVersion>[2], "state">;

/** What deprecating, restoring and retiring have in common; `columns` is what the event writes beside the state. */
export async function moveVersion(
  ctx: Context,
  place: VersionPlace,
  event: Exclude<VersionEvent, "publish">,
  columns: (api: ApiRow) => VersionColumns,
): Promise<VersionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "api.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { api, version } = await getVersionToChange(tx, workspaceId, place);
    const state = nextVersionState(version.state, event);
    await updateVersion(tx, version, { ...columns(api), state });

    const row = await getApi(tx, workspaceId, place.api);
    await claimRoutes(tx, ctx.actor, row);
    await refreshSearch(tx, api.id);
    await assertLoads(tx, api.id);
    const after = toVersionView(getVersion(row, place.version));
    const auditId = await recordAudit(tx, ctx, {
      action: `version.${event}`,
      workspaceId,
      subjectType: "version",
      subjectId: version.id,
      before: toVersionView(version),
      after,
    });
    await markChanged(tx, [partName.api(api.id)], auditId);
    return after;
  });
}

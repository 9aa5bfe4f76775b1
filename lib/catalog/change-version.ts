import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ChangeVersionInput } from "./input.ts";
import { getVersionToChange, type VersionPlace } from "./place.ts";
import { getApi, getVersion, setDefaultVersion, updateVersion } from "./queries.ts";
import { toVersionView, type VersionView } from "./view.ts";

/** Makes a version the default one, or rewrites its migration guide. */
export async function changeVersion(
  ctx: Context,
  place: VersionPlace,
  { isDefault, ...input }: ChangeVersionInput,
): Promise<VersionView> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "api.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { api, version } = await getVersionToChange(tx, workspaceId, place);
    await updateVersion(tx, version, defined(input));
    if (isDefault) await setDefaultVersion(tx, api.id, version.id);
    await assertLoads(tx, api.id);

    const after = toVersionView(getVersion(await getApi(tx, workspaceId, place.api), place.version));
    const auditId = await recordAudit(tx, ctx, {
      action: "version.change",
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

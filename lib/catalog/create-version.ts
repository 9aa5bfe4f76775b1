import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertLoads } from "../publishing/assert-loads.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { addVersion } from "./add-version.ts";
import { claimRoutes } from "./claim-routes.ts";
import type { CreateVersionInput } from "./input.ts";
import { getApiToChange } from "./place.ts";
import { getApi, getVersion } from "./queries.ts";
import { toVersionView, type VersionView } from "./view.ts";

/** A further version, in draft. What the input leaves out comes from the newest version. */
export async function createVersion(
  ctx: Context,
  workspaceSlug: string,
  apiSlug: string,
  input: CreateVersionInput,
): Promise<VersionView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "revision.create", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getApiToChange(tx, workspaceId, apiSlug);
    const id = await addVersion(
      tx,
      ctx,
      { apiId: before.id, workspaceId, copiedFrom: before.versions.at(-1)?.id },
      input,
    );
    const api = await getApi(tx, workspaceId, apiSlug);
    await claimRoutes(tx, ctx.actor, api);
    await assertLoads(tx, api.id);
    const after = toVersionView(getVersion(api, input.name));
    await recordAudit(tx, ctx, {
      action: "version.create",
      workspaceId,
      subjectType: "version",
      subjectId: id,
      after,
    });
    return after;
  });
}

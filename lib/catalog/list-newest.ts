import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { listNewestApiRows } from "./queries.ts";
import { type ApiView, toApiView } from "./view.ts";

/** The APIs of a workspace that were made last. */
export async function listNewestApis(ctx: Context, workspaceSlug: string, limit: number): Promise<ApiView[]> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.read", workspaceId);
  return (await listNewestApiRows(ctx.db, workspaceId, limit)).map(toApiView);
}

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { listApiFaults } from "./fault-queries.ts";
import type { FaultView } from "./view.ts";

const FAULTS_MAX = 20;

/** The APIs of a workspace whose newest state gateways do not have, because it could not be built, and why. */
export async function listFaults(ctx: Context, workspaceSlug: string): Promise<FaultView[]> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.read", workspaceId);
  const rows = await listApiFaults(ctx.db, workspaceId, FAULTS_MAX);
  return rows.map(({ api, name, since, ...rest }) => ({
    api: { slug: api, name },
    since: since.toISOString(),
    ...rest,
  }));
}

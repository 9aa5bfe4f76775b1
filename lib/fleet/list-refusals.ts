import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { gatewayState } from "./fleet.ts";
import { listRefusingGateways } from "./queries.ts";
import type { RefusalView } from "./view.ts";

/**
 * The gateways that serve a workspace's APIs and would not load the newest snapshot. Why is for the operators: the reason may
 * speak of other workspaces.
 */
export async function listRefusals(ctx: Context, workspaceSlug: string): Promise<RefusalView[]> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.read", workspaceId);
  const rows = await listRefusingGateways(ctx.db, workspaceId);
  return rows
    .filter((row) => gatewayState(row, null, ctx.now()) === "refusing")
    .map(({ id, name, group, appliedGeneration }) => ({
      id,
      name,
      group: group.name,
      servesGeneration: appliedGeneration,
    }));
}

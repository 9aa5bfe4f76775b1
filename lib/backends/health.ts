import { z } from "zod";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { backendTrouble } from "../contract/status.ts";
import { SILENT_AFTER_MS } from "../fleet/fleet.ts";
import { listGatewaysInTroubleWith } from "../fleet/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getBackend } from "./queries.ts";
import type { BackendHealth } from "./view.ts";

/** What gateways find wrong with it, by their last words. Nothing is known of backends that are not watched. */
export async function readBackendHealth(ctx: Context, workspaceSlug: string, slug: string): Promise<BackendHealth> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "backend.read", workspaceId);
  const { id } = await getBackend(ctx.db, workspaceId, slug);
  const since = new Date(ctx.now().getTime() - SILENT_AFTER_MS);
  const rows = await listGatewaysInTroubleWith(ctx.db, id, since);
  return {
    troubles: rows.flatMap(({ name, backends }) =>
      reported
        .parse(backends)
        .filter((trouble) => trouble.id === id)
        .map(({ circuit = null, targetsOut, targets }) => ({ gateway: name, circuit, targetsOut, targets })),
    ),
  };
}

const reported = z.array(backendTrouble);

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { mayKnowHolder } from "./claim-routes.ts";
import type { CheckRoutesQuery } from "./input.ts";
import { findApi, findRouteHolder } from "./queries.ts";
import { claimedRoutes } from "./routes.ts";
import type { RouteCheck } from "./view.ts";

/** Whether an API could answer there. Somebody else may still be first: saving decides. */
export async function checkRoutes(ctx: Context, workspaceSlug: string, input: CheckRoutesQuery): Promise<RouteCheck> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.read", workspaceId);

  const own = input.api === undefined ? undefined : await findApi(ctx.db, workspaceId, input.api);
  const routes = claimedRoutes({
    hosts: input.host,
    basePath: input.basePath,
    versioning: input.scheme === "path" ? { scheme: "path" } : { scheme: "none" },
    versions: input.version,
  });
  const holder = await findRouteHolder(ctx.db, own?.id, routes);
  if (!holder) return { isFree: true, takenAt: null, takenBy: null };
  return {
    isFree: false,
    takenAt: `${holder.host}${holder.prefix}`,
    takenBy: mayKnowHolder(ctx.actor, holder) ? holder.slug : null,
  };
}

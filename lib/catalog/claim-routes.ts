import type { Actor } from "../authz/actor.ts";
import { isInside } from "../authz/authorize.ts";
import { Problem } from "../contract/problem.ts";
import { versioning } from "../contract/snapshot.ts";
import type { Transaction } from "../db/database.ts";
import { type ApiRow, type RouteHolder, replaceRoutes } from "./queries.ts";
import { claimedRoutes } from "./routes.ts";

/**
 * Claims what the API answers at as its row stands now; called after every write that changes it.
 *
 * @throws Problem `base-path-taken` that names both APIs, the other one only to whom may know of it.
 */
export async function claimRoutes(tx: Transaction, actor: Actor, api: ApiRow): Promise<void> {
  const routes = claimedRoutes({
    hosts: api.hosts,
    basePath: api.basePath,
    versioning: versioning.parse(api.versioning),
    versions: api.versions.filter(({ state }) => state !== "retired").map(({ name }) => name),
  });
  const holder = await replaceRoutes(tx, api.id, routes);
  if (holder) throw taken(actor, api, holder);
}

/** Whether the actor may learn which API it is. */
export function mayKnowHolder(actor: Actor, holder: RouteHolder): boolean {
  return holder.isPublic || isInside(actor, holder.workspaceId);
}

function taken(actor: Actor, api: ApiRow, holder: RouteHolder): Problem {
  const mayKnow = mayKnowHolder(actor, holder);
  const other = mayKnow ? `the API ${holder.slug}` : "an API of another workspace";
  const where = holder.host === "" ? holder.prefix : `${holder.host}${holder.prefix}`;
  return new Problem("base-path-taken", `${api.slug} cannot answer at ${where}: ${other} does.`, {
    api: api.slug,
    takenBy: mayKnow ? holder.slug : null,
    basePath: holder.prefix,
    host: holder.host || null,
    errors: [{ pointer: "/basePath", detail: `is taken by ${other}` }],
  });
}

import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";

/** How one gets a key for an API: the approvals of the plans on offer to the actor. SQL over the table `apis` named `a`. */
export function approvalsSql(actor: Actor): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(array_agg(DISTINCT pl.approval::text), '{}')
    FROM product_apis pa
    JOIN products p ON p.id = pa.product_id AND p.state = 'published'
    JOIN plans pl ON pl.product_id = p.id AND pl.archived_at IS NULL
    WHERE pa.api_id = a.id AND ${offeredToSql(actor)})`;
}

/** The same rule as for lists of products, over the table `products` named `p`. */
function offeredToSql(actor: Actor): Prisma.Sql {
  if (actor.kind === "anonymous") return Prisma.sql`p.visibility = 'public'`;
  if (actor.kind === "system") return Prisma.sql`true`;
  if (actor.kind === "service" && actor.workspaceId === undefined) return Prisma.sql`true`;
  const own = actor.kind === "service" ? [actor.workspaceId ?? ""] : [...actor.roles.keys()];
  return Prisma.sql`(p.visibility <> 'restricted' OR p.workspace_id = ANY(${own}::uuid[]))`;
}

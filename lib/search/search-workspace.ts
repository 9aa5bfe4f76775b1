import { authorize, may } from "../authz/authorize.ts";
import { listApiRows } from "../catalog/queries.ts";
import type { Context } from "../context.ts";
import { listDeveloperRows, listSubscribedApplications } from "../developers/queries.ts";
import { listProductRows } from "../products/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { SearchInput } from "./input.ts";
import type { FoundView } from "./view.ts";

const FOUND_MAX = 5;

/** What of a workspace has the text in its name, for jumping to it: of each kind a few, of those that the actor may read. */
export async function searchWorkspace(ctx: Context, workspaceSlug: string, { q }: SearchInput): Promise<FoundView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "workspace.read", workspaceId);
  const input = { search: q, limit: FOUND_MAX };
  const seesDevelopers = may(ctx.actor, "subscription.read", workspaceId);

  const apis = may(ctx.actor, "api.read", workspaceId)
    ? await listApiRows(ctx.db, workspaceId, { ...input, state: "active", sort: "name" })
    : [];
  const products = may(ctx.actor, "product.read", workspaceId) ? await listProductRows(ctx.db, workspaceId, input) : [];
  const applications = seesDevelopers ? await listSubscribedApplications(ctx.db, workspaceId, q, FOUND_MAX) : [];
  const developers = seesDevelopers ? await listDeveloperRows(ctx.db, workspaceId, input) : [];
  return {
    apis: apis.slice(0, FOUND_MAX).map(({ slug, name }) => ({ slug, name })),
    products: products.slice(0, FOUND_MAX).map(({ slug, name }) => ({ slug, name })),
    applications,
    developers: developers.slice(0, FOUND_MAX).map(({ id, name }) => ({ id, name })),
  };
}

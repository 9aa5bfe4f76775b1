import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getProduct } from "../products/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { PolicyPlace } from "./queries.ts";

/** Where a document stands, as the URL names it: a workspace, or one of its products. */
export interface NamedPlace {
  workspace: string;
  product?: string;
}

/** Around every workspace. */
export const INSTALLATION: PolicyPlace = { workspaceId: null, productId: null };

/** The place, when the actor may do this with its policies. */
export async function authorizePlace(
  ctx: Context,
  permission: "policy.read" | "policy.change",
  { workspace, product }: NamedPlace,
): Promise<PolicyPlace & { workspaceId: string }> {
  const workspaceId = await getWorkspaceId(ctx.db, workspace);
  authorize(ctx.actor, permission, workspaceId);
  return { workspaceId, productId: product === undefined ? null : (await getProduct(ctx.db, workspaceId, product)).id };
}

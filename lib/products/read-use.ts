import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { summariseOpenByPlan } from "../subscriptions/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getProduct } from "./queries.ts";
import type { ProductUseView } from "./view.ts";

/** Who holds a product's plans: what is asked before it is taken from them. */
export async function readProductUse(ctx: Context, workspaceSlug: string, slug: string): Promise<ProductUseView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.read", workspaceId);
  const product = await getProduct(ctx.db, workspaceId, slug);
  const counts = await summariseOpenByPlan(ctx.db, product.id);
  return {
    openSubscriptions: counts.plans.reduce((sum, { openSubscriptions }) => sum + openSubscriptions, 0),
    applications: counts.applications,
    plans: product.plans.map(({ id, slug }) => ({
      slug,
      openSubscriptions: counts.plans.find(({ planId }) => planId === id)?.openSubscriptions ?? 0,
    })),
  };
}

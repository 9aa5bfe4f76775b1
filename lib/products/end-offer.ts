import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { cancelAll } from "../subscriptions/cancel-all.ts";
import { countOpenSubscriptions } from "../subscriptions/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { EndOfferInput } from "./input.ts";
import { nextProductState } from "./product.ts";
import { getProduct, moveProduct, type ProductRow } from "./queries.ts";
import { type ProductView, toProductView } from "./view.ts";

/** What `unpublish` and `retire` have in common. The publisher must say what becomes of the subscriptions that are open. */
export async function endOffer(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  event: "unpublish" | "retire",
  input: EndOfferInput,
): Promise<ProductView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getProduct(tx, workspaceId, slug);
    const state = nextProductState(before.state, event);
    await moveProduct(tx, before, state);
    const cancelled = await settleSubscriptions(tx, ctx, before, input, state);

    const auditId = await recordAudit(tx, ctx, {
      action: `product.${event}`,
      workspaceId,
      subjectType: "product",
      subjectId: before.id,
      before: { state: before.state },
      after: { state, subscriptions: input.subscriptions, cancelled: cancelled.count },
    });
    await markChanged(tx, [partName.plans(), ...cancelled.parts], auditId);
    return toProductView(await getProduct(tx, workspaceId, slug));
  });
}

async function settleSubscriptions(
  tx: Transaction,
  ctx: Context,
  product: ProductRow,
  { subscriptions }: EndOfferInput,
  state: string,
) {
  if (subscriptions === "cancel") return cancelAll(tx, ctx, { productId: product.id }, `${product.name} is ${state}.`);
  const open = await countOpenSubscriptions(tx, { productId: product.id });
  if (open > 0 && subscriptions === undefined) {
    throw new Problem("still-in-use", `${open} subscriptions are open: say whether to keep or to cancel them.`, {
      openSubscriptions: open,
    });
  }
  return { count: 0, parts: [] };
}

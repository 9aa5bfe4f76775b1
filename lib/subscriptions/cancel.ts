import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeCancelling } from "./access.ts";
import type { NoteInput } from "./input.ts";
import { decisionOf, moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import type { SubscriptionView } from "./view.ts";

/** Ends a subscription for good, from either side. */
export function cancelSubscription(ctx: Context, id: string, { note }: NoteInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeCancelling(ctx.actor, before);
    return moveSubscription(tx, ctx, before, "cancel", decisionOf(ctx, note));
  });
}

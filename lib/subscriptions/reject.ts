import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeDecision } from "./access.ts";
import type { RejectInput } from "./input.ts";
import { decisionOf, moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import type { SubscriptionView } from "./view.ts";

/** Refuses a request for good, with a reason that the developer reads. */
export function rejectSubscription(ctx: Context, id: string, { note }: RejectInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeDecision(ctx.actor, "reject", before);
    return moveSubscription(tx, ctx, before, "reject", decisionOf(ctx, note));
  });
}

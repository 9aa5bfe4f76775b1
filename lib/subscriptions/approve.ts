import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeDecision } from "./access.ts";
import type { NoteInput } from "./input.ts";
import { decisionOf, moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import { datesOf } from "./subscription.ts";
import type { SubscriptionView } from "./view.ts";

/** Grants a request. Its time begins now; keys that were made while it waited work within a second. */
export function approveSubscription(ctx: Context, id: string, { note }: NoteInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeDecision(ctx.actor, "approve", before);
    return moveSubscription(tx, ctx, before, "approve", {
      ...decisionOf(ctx, note),
      ...datesOf("active", ctx.now(), before.plan.durationDays),
    });
  });
}

import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeDecision } from "./access.ts";
import type { NoteInput } from "./input.ts";
import { decisionOf, moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import type { SubscriptionView } from "./view.ts";

/** Stops the subscription's calls until an approver resumes it; the team cannot. */
export function suspendSubscription(ctx: Context, id: string, { note }: NoteInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeDecision(ctx.actor, "suspend", before);
    return moveSubscription(tx, ctx, before, "suspend", decisionOf(ctx, note));
  });
}

import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeDecision } from "./access.ts";
import type { NoteInput } from "./input.ts";
import { decisionOf, moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import { assertNotOver } from "./subscription.ts";
import type { SubscriptionView } from "./view.ts";

/** Lets a suspended subscription call again. The days that it was suspended are not given back. */
export function resumeSubscription(ctx: Context, id: string, { note }: NoteInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeDecision(ctx.actor, "resume", before);
    assertNotOver(before, ctx.now());
    return moveSubscription(tx, ctx, before, "resume", decisionOf(ctx, note));
  });
}

import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeHolder } from "./access.ts";
import { moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import { assertNotOver } from "./subscription.ts";
import type { SubscriptionView } from "./view.ts";

/** Ends the team's own pause. */
export function unpauseSubscription(ctx: Context, id: string): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeHolder(ctx.actor, before);
    assertNotOver(before, ctx.now());
    return moveSubscription(tx, ctx, before, "unpause");
  });
}

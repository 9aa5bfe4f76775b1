import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeHolder } from "./access.ts";
import { moveSubscription } from "./move.ts";
import { getSubscription } from "./queries.ts";
import type { SubscriptionView } from "./view.ts";

/** The team stops its own calls, when a key may have leaked say, and starts them again by itself. */
export function pauseSubscription(ctx: Context, id: string): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeHolder(ctx.actor, before);
    return moveSubscription(tx, ctx, before, "pause");
  });
}

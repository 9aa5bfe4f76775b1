import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { authorizeDecision } from "../subscriptions/access.ts";
import { getSubscription } from "../subscriptions/queries.ts";
import { getKey } from "./queries.ts";
import { endCredential } from "./revoke.ts";
import type { KeyView } from "./view.ts";

/** Takes a client or certificate out of a subscription, at every gateway within a second. */
export function revokeClient(ctx: Context, subscriptionId: string, id: string): Promise<KeyView> {
  return inTransaction(ctx, async (tx) => {
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeDecision(ctx.actor, "approve", subscription);
    const before = await getKey(tx, subscriptionId, id);
    // Keys are the team's own.
    if (before.kind === "key") throw new Problem("not-found");
    return endCredential(tx, ctx, subscription, before);
  });
}

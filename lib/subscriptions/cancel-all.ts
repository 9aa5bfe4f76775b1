import { personId } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { partName } from "../publishing/mark-changed.ts";
import { cancelWithin, type SubscriptionScope } from "./queries.ts";

/**
 * Part of the verbs that end a product or an application: cancels all of its subscriptions in one statement. The verb's own
 * audit entry says how many, each subscription says why; `parts` is for the verb's `markChanged`.
 */
export async function cancelAll(
  tx: Transaction,
  ctx: Context,
  scope: SubscriptionScope,
  note: string,
): Promise<{ count: number; parts: string[] }> {
  const groups = await cancelWithin(tx, scope, {
    decidedById: personId(ctx.actor),
    decidedAt: ctx.now(),
    decisionNote: note,
  });
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    parts: groups.map(({ id }) => partName.subscription(id)),
  };
}

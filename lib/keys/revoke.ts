import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getSubscription } from "../subscriptions/queries.ts";
import { assertRevocable } from "./key.ts";
import { endKey, getKey } from "./queries.ts";
import { type KeyView, toKeyView } from "./view.ts";

/** Ends a key for good, at every gateway within a second. Possible in every state of the subscription. */
export function revokeKey(ctx: Context, subscriptionId: string, id: string): Promise<KeyView> {
  return inTransaction(ctx, async (tx) => {
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeTeam(ctx.actor, "key.change", subscription.application.teamId);
    const before = await getKey(tx, subscriptionId, id);
    assertRevocable(before);
    const after = toKeyView(await endKey(tx, before, ctx.now()), ctx.now());
    const auditId = await recordAudit(tx, ctx, {
      action: "key.revoke",
      workspaceId: subscription.workspaceId,
      subjectType: "key",
      subjectId: id,
      before: toKeyView(before, ctx.now()),
      after,
    });
    await markChanged(tx, [partName.key(before.hash)], auditId);
    return after;
  });
}

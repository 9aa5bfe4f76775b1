import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { makeApiKey } from "../contract/keys.ts";
import { milliseconds } from "../contract/units.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getSubscription } from "../subscriptions/queries.ts";
import { storeKey } from "./add.ts";
import type { RotateKeyInput } from "./input.ts";
import { assertMayHoldKeys, assertRotatable, endAfterRotation, KEY_ENVIRONMENT, lifeOfSuccessor } from "./key.ts";
import { getKey, replaceKey } from "./queries.ts";
import { type RotatedKeyView, toKeyView } from "./view.ts";

/** Makes a key in place of another, which works on for the overlap: callers change over without a gap. */
export function rotateKey(
  ctx: Context,
  subscriptionId: string,
  id: string,
  { overlap }: RotateKeyInput,
): Promise<RotatedKeyView> {
  return inTransaction(ctx, async (tx) => {
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeTeam(ctx.actor, "key.change", subscription.application.teamId);
    const before = await getKey(tx, subscriptionId, id);
    assertMayHoldKeys(subscription.state);
    const now = ctx.now();
    assertRotatable(before, now);

    const key = makeApiKey(KEY_ENVIRONMENT, ctx.random);
    const expiresAt = lifeOfSuccessor(before, now);
    const created = await storeKey(tx, ctx, subscriptionId, {
      key,
      origin: "generated",
      label: before.label,
      expiresAt,
    });
    const ending = endAfterRotation(before, now, milliseconds(overlap));
    const replaced = await replaceKey(tx, before, { successorId: created.id, expiresAt: ending });
    const auditId = await recordAudit(tx, ctx, {
      action: "key.rotate",
      workspaceId: subscription.workspaceId,
      subjectType: "key",
      subjectId: id,
      before: toKeyView(before, now),
      after: toKeyView(replaced, now),
    });
    await markChanged(tx, [partName.key(before.hash), partName.key(created.hash)], auditId);
    return { ...toKeyView(created, now), key, replaced: toKeyView(replaced, now) };
  });
}

import { recordAudit } from "../audit/record.ts";
import { personId } from "../authz/actor.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getSubscription, lockSubscription } from "../subscriptions/queries.ts";
import { assertLaterThan, assertMayHoldKeys, KEYS_MAX, marksOf } from "./key.ts";
import { countWorkingKeys, insertKey } from "./queries.ts";
import { type NewKeyView, toKeyView } from "./view.ts";

interface KeyToAdd {
  key: string;
  origin: "generated" | "registered";
  label: string;
  expiresAt: Date | undefined;
}

/** What `create` and `register` have in common: stores the key's hash and marks, never the key. */
export function addKey(ctx: Context, subscriptionId: string, added: KeyToAdd): Promise<NewKeyView> {
  return inTransaction(ctx, async (tx) => {
    await lockSubscription(tx, subscriptionId);
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeTeam(ctx.actor, "key.change", subscription.application.teamId);
    assertMayHoldKeys(subscription.state);
    assertLaterThan(ctx.now(), added.expiresAt);
    await assertRoom(tx, ctx, subscriptionId);

    const row = await storeKey(tx, ctx, subscriptionId, added);
    const view = toKeyView(row, ctx.now());
    const auditId = await recordAudit(tx, ctx, {
      action: added.origin === "generated" ? "key.create" : "key.register",
      workspaceId: subscription.workspaceId,
      subjectType: "key",
      subjectId: row.id,
      after: view,
    });
    await markChanged(tx, [partName.key(row.hash)], auditId);
    return { ...view, key: added.key };
  });
}

export function storeKey(
  tx: Transaction,
  ctx: Context,
  subscriptionId: string,
  { key, origin, label, expiresAt }: Omit<KeyToAdd, "expiresAt"> & { expiresAt: Date | null | undefined },
) {
  return insertKey(tx, {
    subscriptionId,
    label,
    ...marksOf(key, origin),
    hash: sha256(key),
    createdById: personId(ctx.actor),
    createdAt: ctx.now(),
    expiresAt: expiresAt ?? null,
  });
}

/** @throws Problem `wrong-state` where a subscription has as many as it may */
export async function assertRoom(tx: Transaction, ctx: Context, subscriptionId: string): Promise<void> {
  if ((await countWorkingKeys(tx, subscriptionId, ctx.now())) < KEYS_MAX) return;
  throw new Problem("wrong-state", `A subscription has at most ${KEYS_MAX} working keys; revoke one first.`);
}

import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getSubscription } from "../subscriptions/queries.ts";
import { assertRevocable } from "./key.ts";
import { endKey, getKey, type KeyRow } from "./queries.ts";
import { type KeyView, toKeyView } from "./view.ts";

/** Ends a key for good, at every gateway within a second. Possible in every state of the subscription. */
export function revokeKey(ctx: Context, subscriptionId: string, id: string): Promise<KeyView> {
  return inTransaction(ctx, async (tx) => {
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeTeam(ctx.actor, "key.change", subscription.application.teamId);
    const before = await getKey(tx, subscriptionId, id);
    // Clients and certificates were entered by the workspace.
    if (before.kind !== "key") throw new Problem("not-found");
    return endCredential(tx, ctx, subscription, before);
  });
}

/** What revoking a key and taking out a client have in common. */
export async function endCredential(
  tx: Transaction,
  ctx: Context,
  { workspaceId }: { workspaceId: string },
  before: KeyRow,
): Promise<KeyView> {
  assertRevocable(before);
  const after = toKeyView(await endKey(tx, before, ctx.now()), ctx.now());
  const auditId = await recordAudit(tx, ctx, {
    action: before.kind === "key" ? "key.revoke" : "client.revoke",
    workspaceId,
    subjectType: "key",
    subjectId: before.id,
    before: toKeyView(before, ctx.now()),
    after,
  });
  await markChanged(tx, [partName.key(before.hash)], auditId);
  return after;
}

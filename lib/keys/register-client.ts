import { recordAudit } from "../audit/record.ts";
import { personId } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { clientHash } from "../contract/client-hash.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { authorizeDecision } from "../subscriptions/access.ts";
import { getSubscription, lockSubscription } from "../subscriptions/queries.ts";
import { assertRoom } from "./add.ts";
import type { RegisterClientInput } from "./input.ts";
import { assertMayHoldKeys } from "./key.ts";
import { insertKey } from "./queries.ts";
import { type KeyView, toKeyView } from "./view.ts";

/**
 * Enters at a subscription who calls without a key: a client of an issuer of tokens, or the owner of a certificate. Who decides
 * for the workspace does so: whoever could enter the client of somebody else would see their calls.
 */
export function registerClient(ctx: Context, subscriptionId: string, input: RegisterClientInput): Promise<KeyView> {
  return inTransaction(ctx, async (tx) => {
    await lockSubscription(tx, subscriptionId);
    const subscription = await getSubscription(tx, subscriptionId);
    authorizeDecision(ctx.actor, "approve", subscription);
    assertMayHoldKeys(subscription.state);
    await assertRoom(tx, ctx, subscriptionId);

    const product = subscription.plan.product.id;
    const row = await insertKey(tx, {
      subscriptionId,
      ...marksOf(input),
      hash: Buffer.from(clientHash({ product, ...nameOf(input) }), "hex"),
      createdById: personId(ctx.actor),
      createdAt: ctx.now(),
    });
    const view = toKeyView(row, ctx.now());
    const auditId = await recordAudit(tx, ctx, {
      action: "client.register",
      workspaceId: subscription.workspaceId,
      subjectType: "key",
      subjectId: row.id,
      after: view,
    });
    await markChanged(tx, [partName.key(row.hash)], auditId);
    return view;
  });
}

function nameOf(input: RegisterClientInput) {
  return "client" in input ? { issuer: input.issuer, client: input.client } : { certificate: input.certificate };
}

/** What people recognise it by. */
function marksOf(input: RegisterClientInput) {
  if ("client" in input) {
    const { client, issuer } = input;
    return { kind: "client" as const, label: client, prefix: issuer, lastFour: "" };
  }
  const { label, certificate } = input;
  return { kind: "certificate" as const, label, prefix: certificate.slice(0, 12), lastFour: certificate.slice(-4) };
}

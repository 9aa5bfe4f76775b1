import { recordAudit } from "../audit/record.ts";
import { personId } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getSubscription, moveState, type SubscriptionRow } from "./queries.ts";
import { nextState, type SubscriptionEvent } from "./subscription.ts";
import { type SubscriptionView, toSubscriptionView } from "./view.ts";

type Changes = Parameters<typeof moveState>[3];

/** Takes one edge of the table: guarded write, audit, snapshot. Who may and what else must hold is the verb's business. */
export async function moveSubscription(
  tx: Transaction,
  ctx: Context,
  before: SubscriptionRow,
  event: SubscriptionEvent,
  changes: Changes = {},
): Promise<SubscriptionView> {
  const state = nextState(before.state, event, before.plan.approval);
  await moveState(tx, before, state, changes);
  const after = await getSubscription(tx, before.id);
  const auditId = await recordAudit(tx, ctx, {
    action: `subscription.${event}`,
    workspaceId: before.workspaceId,
    subjectType: "subscription",
    subjectId: before.id,
    before: facts(before),
    after: facts(after),
    note: typeof changes.decisionNote === "string" ? changes.decisionNote : undefined,
  });
  await markChanged(tx, [partName.subscription(before.id)], auditId);
  return toSubscriptionView(after, ctx.actor, ctx.now());
}

/** The columns that a decision leaves behind: who, when, and the note that the developer reads. */
export function decisionOf(ctx: Context, note: string | undefined) {
  return {
    decidedById: personId(ctx.actor),
    decidedAt: ctx.now(),
    decisionNote: note ?? "",
  };
}

/** The columns that say who asks. */
export function requesterOf({ actor }: Context) {
  return { requestedById: personId(actor), requestedByTokenId: actor.kind === "service" ? actor.id : null };
}

function facts({ state, planId, applicationId, startsAt, endsAt }: SubscriptionRow) {
  return { state, planId, applicationId, startsAt, endsAt };
}

import { lockApplication } from "../applications/queries.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { findOfferedPlan } from "../products/queries.ts";
import { authorizeHolder } from "./access.ts";
import { moveSubscription, requesterOf } from "./move.ts";
import { assertPlaceFree } from "./places.ts";
import { getSubscription } from "./queries.ts";
import { datesOf, nextState } from "./subscription.ts";
import type { SubscriptionView } from "./view.ts";

/** Asks for a further term of what has expired: active at once or waiting for an approver, as the plan says today. */
export function renewSubscription(ctx: Context, id: string): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getSubscription(tx, id);
    authorizeHolder(ctx.actor, before);
    const offer = await findOfferedPlan(tx, ctx.actor, before.planId);
    const plan = offer?.plan ?? before.plan;
    const state = nextState(before.state, "renew", plan.approval);
    if (!offer) throw new Problem("wrong-state", "The plan is not offered any more.");
    await lockApplication(tx, before.applicationId);
    await assertPlaceFree(tx, before.applicationId, plan);
    return moveSubscription(tx, ctx, { ...before, plan: { ...before.plan, approval: plan.approval } }, "renew", {
      ...datesOf(state, ctx.now(), plan.durationDays),
      ...requesterOf(ctx),
      decidedById: null,
      decidedAt: null,
      decisionNote: "",
    });
  });
}

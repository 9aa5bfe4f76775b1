import { lockApplication } from "../applications/queries.ts";
import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { storedQuestions } from "../products/plan.ts";
import { findOfferedPlan } from "../products/queries.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { assertAnswers, assertTermsAccepted } from "./answers.ts";
import type { RequestInput } from "./input.ts";
import { requesterOf } from "./move.ts";
import { assertPlaceFree } from "./places.ts";
import { insertSubscription } from "./queries.ts";
import { datesOf, firstState } from "./subscription.ts";
import { type SubscriptionView, toSubscriptionView } from "./view.ts";

/** Asks for a plan on behalf of an application: active at once where the plan says `auto`, else it waits for an approver. */
export function requestSubscription(ctx: Context, input: RequestInput): Promise<SubscriptionView> {
  return inTransaction(ctx, async (tx) => {
    const application = await lockApplication(tx, input.applicationId);
    authorizeTeam(ctx.actor, "subscription.request", application.teamId);
    if (application.archivedAt) throw new Problem("wrong-state", "The application is archived.", { state: "archived" });
    const offer = await findOfferedPlan(tx, ctx.actor, input.planId);
    if (!offer) throw new Problem("not-found", "There is no such plan on offer.");
    const { plan, product } = offer;
    assertTermsAccepted(product, input.acceptedTermsVersion);
    assertAnswers(storedQuestions.parse(plan.questions), input.answers);
    await assertPlaceFree(tx, application.id, plan);

    const state = firstState(plan.approval);
    const row = await insertSubscription(tx, {
      workspaceId: product.workspaceId,
      applicationId: application.id,
      planId: plan.id,
      state,
      reason: input.reason,
      answers: input.answers,
      termsVersion: product.terms === "" ? null : product.termsVersion,
      ...requesterOf(ctx),
      createdAt: ctx.now(),
      ...datesOf(state, ctx.now(), plan.durationDays),
    });
    const auditId = await recordAudit(tx, ctx, {
      action: "subscription.request",
      workspaceId: product.workspaceId,
      subjectType: "subscription",
      subjectId: row.id,
      after: { state, planId: plan.id, applicationId: application.id, termsVersion: row.termsVersion },
      note: input.reason,
    });
    await markChanged(tx, [partName.subscription(row.id)], auditId);
    return toSubscriptionView(row, ctx.actor, ctx.now());
  });
}

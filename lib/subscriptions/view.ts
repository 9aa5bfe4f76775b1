import { z } from "zod";
import type { Actor } from "../authz/actor.ts";
import { subscriptionState } from "../contract/snapshot.ts";
import { planView, toPlanView } from "../products/view.ts";
import { possibleActions } from "./access.ts";
import type { SubscriptionRow } from "./queries.ts";
import { subscriptionActions } from "./subscription.ts";

const moment = z.iso.datetime();
const named = z.object({ slug: z.string(), name: z.string() });

/** One view for both sides: what an approver weighs, and what the developer sees of it. */
export const subscriptionView = z.object({
  id: z.uuid(),
  state: subscriptionState,
  workspace: named,
  application: z.object({ id: z.uuid(), name: z.string(), description: z.string(), activeSubscriptions: z.int() }),
  team: z.object({ id: z.uuid(), name: z.string(), isPersonal: z.boolean(), members: z.int(), createdAt: moment }),
  applicant: z.object({ name: z.string(), email: z.string() }).nullable(),
  product: named.extend({ apis: z.array(named) }),
  plan: planView.pick({
    id: true,
    slug: true,
    name: true,
    rateLimit: true,
    quota: true,
    price: true,
    approval: true,
    duration: true,
    questions: true,
  }),
  reason: z.string(),
  answers: z.record(z.string(), z.string()),
  acceptedTermsVersion: z.int().nullable(),
  requestedAt: moment,
  decidedAt: moment.nullable(),
  decidedBy: z.object({ name: z.string() }).nullable(),
  decisionNote: z.string(),
  startsAt: moment.nullable(),
  endsAt: moment.nullable(),
  /** What the reader may do now, each at `/subscriptions/{id}/{action}`. */
  actions: z.array(z.enum(subscriptionActions)),
});

export type SubscriptionView = z.output<typeof subscriptionView>;

export function toSubscriptionView(row: SubscriptionRow, actor: Actor, now: Date): SubscriptionView {
  const { application, plan, workspace } = row;
  return {
    id: row.id,
    state: row.state,
    workspace: { slug: workspace.slug, name: workspace.name },
    application: {
      id: application.id,
      name: application.name,
      description: application.description,
      activeSubscriptions: application._count.subscriptions,
    },
    team: {
      id: application.team.id,
      name: application.team.name,
      isPersonal: application.team.personalOf !== null,
      members: application.team._count.members,
      createdAt: application.team.createdAt.toISOString(),
    },
    applicant: row.requestedBy && { name: row.requestedBy.name, email: row.requestedBy.email },
    product: {
      slug: plan.product.slug,
      name: plan.product.name,
      apis: plan.product.apis.map(({ api }) => ({ slug: api.slug, name: api.name })),
    },
    plan: toPlanView(plan),
    reason: row.reason,
    answers: z.record(z.string(), z.string()).parse(row.answers),
    acceptedTermsVersion: row.termsVersion,
    requestedAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy && { name: row.decidedBy.name },
    decisionNote: row.decisionNote,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    actions: possibleActions(actor, row, now),
  };
}

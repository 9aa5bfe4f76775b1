import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";
import { renewSubscription } from "#lib/subscriptions/renew.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Renew an expired subscription",
  operationId: "renewSubscription",
  params: subscriptionParams,
  answers: subscriptionView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race", "already-exists"],
  handle: (ctx, { params }) => renewSubscription(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

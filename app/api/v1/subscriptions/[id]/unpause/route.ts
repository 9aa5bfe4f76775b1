import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";
import { unpauseSubscription } from "#lib/subscriptions/unpause.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "End the pause of one's own subscription",
  operationId: "unpauseSubscription",
  params: subscriptionParams,
  answers: subscriptionView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => unpauseSubscription(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

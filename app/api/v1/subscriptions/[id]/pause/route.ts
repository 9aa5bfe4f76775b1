import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";
import { pauseSubscription } from "#lib/subscriptions/pause.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Pause one's own subscription",
  operationId: "pauseSubscription",
  params: subscriptionParams,
  answers: subscriptionView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => pauseSubscription(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

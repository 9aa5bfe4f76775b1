import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { cancelSubscription } from "#lib/subscriptions/cancel.ts";
import { noteInput, subscriptionParams } from "#lib/subscriptions/input.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Cancel a subscription",
  operationId: "cancelSubscription",
  params: subscriptionParams,
  body: noteInput.prefault({}),
  answers: subscriptionView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => cancelSubscription(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

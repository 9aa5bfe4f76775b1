import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { noteInput, subscriptionParams } from "#lib/subscriptions/input.ts";
import { suspendSubscription } from "#lib/subscriptions/suspend.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Suspend an active subscription",
  operationId: "suspendSubscription",
  params: subscriptionParams,
  body: noteInput.prefault({}),
  answers: subscriptionView,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => suspendSubscription(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

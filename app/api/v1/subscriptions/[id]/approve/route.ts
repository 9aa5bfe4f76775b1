import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { approveSubscription } from "#lib/subscriptions/approve.ts";
import { noteInput, subscriptionParams } from "#lib/subscriptions/input.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Approve a requested subscription",
  operationId: "approveSubscription",
  params: subscriptionParams,
  body: noteInput.prefault({}),
  answers: subscriptionView,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => approveSubscription(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

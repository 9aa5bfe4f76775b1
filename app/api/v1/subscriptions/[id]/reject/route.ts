import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { rejectInput, subscriptionParams } from "#lib/subscriptions/input.ts";
import { rejectSubscription } from "#lib/subscriptions/reject.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Reject a requested subscription, with a reason",
  operationId: "rejectSubscription",
  params: subscriptionParams,
  body: rejectInput,
  answers: subscriptionView,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => rejectSubscription(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

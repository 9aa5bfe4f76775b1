import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";
import { readSubscription } from "#lib/subscriptions/read.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const GET = route({
  summary: "Get a subscription",
  operationId: "readSubscription",
  params: subscriptionParams,
  answers: subscriptionView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readSubscription(ctx, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listOwnSubscriptionsInput, requestInput } from "#lib/subscriptions/input.ts";
import { listOwnSubscriptions } from "#lib/subscriptions/read.ts";
import { requestSubscription } from "#lib/subscriptions/request.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const GET = route({
  summary: "List the subscriptions of one's teams",
  operationId: "listSubscriptions",
  query: listOwnSubscriptionsInput,
  answers: pageOf(subscriptionView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listOwnSubscriptions(ctx, query),
});

export const POST = route({
  summary: "Ask for a plan",
  description: "Active at once where the plan says so, else it waits for an approver.",
  operationId: "requestSubscription",
  body: requestInput,
  answers: subscriptionView,
  status: 201,
  location: ({ id }) => `/api/v1/subscriptions/${id}`,
  problems: ["not-permitted", "not-found", "wrong-state", "already-exists"],
  handle: (ctx, { body }) => requestSubscription(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

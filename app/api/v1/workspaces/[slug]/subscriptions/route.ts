import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the subscriptions to a workspace's products",
  description: "What waits for a decision: `?state=submitted&order=oldest`.",
  operationId: "listWorkspaceSubscriptions",
  params: workspaceParams,
  query: listSubscriptionsInput,
  answers: pageOf(subscriptionView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listWorkspaceSubscriptions(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

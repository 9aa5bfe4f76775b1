import { usageInput } from "#lib/analytics/input.ts";
import { readWorkspaceUsage } from "#lib/analytics/read-usage.ts";
import { usageView } from "#lib/analytics/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "Get the usage of a workspace's APIs",
  description: "Exact counts by `interval`, and by up to three dimensions in `groupBy`.",
  operationId: "readWorkspaceUsage",
  params: workspaceParams,
  query: usageInput,
  answers: usageView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => readWorkspaceUsage(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

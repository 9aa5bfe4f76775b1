import { ownUsageInput } from "#lib/analytics/input.ts";
import { readOwnUsage } from "#lib/analytics/read-usage.ts";
import { usageView } from "#lib/analytics/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get the usage of one's own applications",
  description: "Exact counts by `interval`, and by up to three dimensions in `groupBy`.",
  operationId: "readOwnUsage",
  query: ownUsageInput,
  answers: usageView,
  handle: (ctx, { query }) => readOwnUsage(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { checkRoutes } from "#lib/catalog/check-routes.ts";
import { checkRoutesQuery } from "#lib/catalog/input.ts";
import { routeCheck } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "Ask whether an API could answer at a base path",
  operationId: "checkRoutes",
  params: workspaceParams,
  query: checkRoutesQuery,
  answers: routeCheck,
  problems: ["not-found"],
  handle: (ctx, { params, query }) => checkRoutes(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

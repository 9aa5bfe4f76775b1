import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { searchInput } from "#lib/search/input.ts";
import { searchWorkspace } from "#lib/search/search-workspace.ts";
import { foundView } from "#lib/search/view.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "Find things of a workspace by name",
  description: "The first few APIs, products, applications and teams that have `q` in their name.",
  operationId: "searchWorkspace",
  params: workspaceParams,
  query: searchInput,
  answers: foundView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => searchWorkspace(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { pageOf } from "#lib/contract/paging.ts";
import { listDevelopersInput } from "#lib/developers/input.ts";
import { listDevelopers } from "#lib/developers/read.ts";
import { developerView } from "#lib/developers/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the teams that subscribe to a workspace",
  operationId: "listDevelopers",
  params: workspaceParams,
  query: listDevelopersInput,
  answers: pageOf(developerView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listDevelopers(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

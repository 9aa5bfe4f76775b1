import { createApi } from "#lib/catalog/create-api.ts";
import { createApiInput, listApisInput } from "#lib/catalog/input.ts";
import { listApis } from "#lib/catalog/read.ts";
import { apiView } from "#lib/catalog/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the APIs of a workspace",
  operationId: "listApis",
  params: workspaceParams,
  query: listApisInput,
  answers: pageOf(apiView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listApis(ctx, params.slug, query),
});

export const POST = route({
  summary: "Create an API, with its first version from an import",
  operationId: "createApi",
  params: workspaceParams,
  body: createApiInput,
  answers: apiView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "already-exists", "base-path-taken", "wrong-state"],
  handle: (ctx, { params, body }) => createApi(ctx, params.slug, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

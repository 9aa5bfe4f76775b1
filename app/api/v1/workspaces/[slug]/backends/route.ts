import { createBackend } from "#lib/backends/create.ts";
import { backendInput, listBackendsInput } from "#lib/backends/input.ts";
import { listBackends } from "#lib/backends/read.ts";
import { backendView } from "#lib/backends/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List backends",
  operationId: "listBackends",
  params: workspaceParams,
  query: listBackendsInput,
  answers: pageOf(backendView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listBackends(ctx, params.slug, query),
});

export const POST = route({
  summary: "Create a backend",
  operationId: "createBackend",
  params: workspaceParams,
  body: backendInput,
  answers: backendView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "already-exists"],
  handle: (ctx, { params, body }) => createBackend(ctx, params.slug, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

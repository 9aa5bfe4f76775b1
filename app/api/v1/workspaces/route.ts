import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createWorkspace } from "#lib/workspaces/create.ts";
import { workspaceInput } from "#lib/workspaces/input.ts";
import { listWorkspaces } from "#lib/workspaces/list.ts";
import { workspaceView } from "#lib/workspaces/view.ts";

export const GET = route({
  summary: "List the workspaces one belongs to",
  operationId: "listWorkspaces",
  query: pageInput,
  answers: pageOf(workspaceView),
  handle: (ctx, { query }) => listWorkspaces(ctx, query),
});

export const POST = route({
  summary: "Create a workspace",
  description: "For administrators. Whoever makes it becomes its owner.",
  operationId: "createWorkspace",
  body: workspaceInput,
  answers: workspaceView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  location: ({ slug }) => `/api/v1/workspaces/${slug}`,
  problems: ["not-permitted", "already-exists"],
  handle: (ctx, { body }) => createWorkspace(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

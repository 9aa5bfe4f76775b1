import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changeWorkspace } from "#lib/workspaces/change.ts";
import { workspaceChange, workspaceParams } from "#lib/workspaces/input.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { workspaceView } from "#lib/workspaces/view.ts";

export const GET = route({
  summary: "Get a workspace",
  operationId: "readWorkspace",
  params: workspaceParams,
  answers: workspaceView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-found"],
  handle: (ctx, { params }) => readWorkspace(ctx, params.slug),
});

export const PATCH = route({
  summary: "Change a workspace",
  operationId: "changeWorkspace",
  params: workspaceParams,
  body: workspaceChange,
  answers: workspaceView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed", "lost-race"],
  handle: (ctx, { params, body, ifMatch }) => changeWorkspace(ctx, params.slug, body, ifMatch),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

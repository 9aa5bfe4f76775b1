import { changeBackend } from "#lib/backends/change.ts";
import { deleteBackend } from "#lib/backends/delete.ts";
import { backendChange, backendParams } from "#lib/backends/input.ts";
import { readBackend } from "#lib/backends/read.ts";
import { backendView } from "#lib/backends/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a backend",
  operationId: "readBackend",
  params: backendParams,
  answers: backendView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-found"],
  handle: (ctx, { params }) => readBackend(ctx, params.slug, params.backend),
});

export const PATCH = route({
  summary: "Change a backend",
  operationId: "changeBackend",
  params: backendParams,
  body: backendChange,
  answers: backendView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed", "lost-race"],
  handle: (ctx, { params, body, ifMatch }) => changeBackend(ctx, params.slug, params.backend, body, ifMatch),
});

export const DELETE = route({
  summary: "Delete a backend that no revision uses",
  operationId: "deleteBackend",
  params: backendParams,
  problems: ["not-permitted", "not-found", "still-in-use", "precondition-failed"],
  handle: (ctx, { params, ifMatch }) => deleteBackend(ctx, params.slug, params.backend, ifMatch),
});

export const { POST, PUT, OPTIONS } = refuseOthers({ GET, PATCH, DELETE });

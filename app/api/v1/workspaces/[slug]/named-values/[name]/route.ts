import { platform } from "#lib/http/platform.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changeNamedValue } from "#lib/policies/change-named-value.ts";
import { deleteNamedValue } from "#lib/policies/delete-named-value.ts";
import { namedValueChange, namedValueParams } from "#lib/policies/input.ts";
import { readNamedValue } from "#lib/policies/read-named-values.ts";
import { namedValueView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "Get a named value",
  operationId: "readNamedValue",
  params: namedValueParams,
  answers: namedValueView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readNamedValue(ctx, params.slug, params.name),
});

export const PUT = route({
  summary: "Give a named value another content",
  operationId: "changeNamedValue",
  params: namedValueParams,
  body: namedValueChange,
  answers: namedValueView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) =>
    changeNamedValue(ctx, platform().encryptionKey, params.slug, params.name, body.content, ifMatch),
});

export const DELETE = route({
  summary: "Delete a named value",
  description: "Refused while a policy names it.",
  operationId: "deleteNamedValue",
  params: namedValueParams,
  problems: ["not-permitted", "not-found", "still-in-use", "precondition-failed"],
  handle: (ctx, { params, ifMatch }) => deleteNamedValue(ctx, params.slug, params.name, ifMatch),
});

export const { POST, PATCH, OPTIONS } = refuseOthers({ GET, PUT, DELETE });

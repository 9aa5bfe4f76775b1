import { changeRevision } from "#lib/catalog/change-revision.ts";
import { revisionInput, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { readRevision } from "#lib/catalog/read.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a revision",
  operationId: "readRevision",
  params: revisionParams,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-found"],
  handle: (ctx, { params }) => readRevision(ctx, toPlace(params)),
});

export const PATCH = route({
  summary: "Change a draft",
  operationId: "changeRevision",
  params: revisionParams,
  body: revisionInput,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "precondition-failed", "lost-race"],
  handle: (ctx, { params, body, ifMatch }) => changeRevision(ctx, toPlace(params), body, ifMatch),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

import { approveRevision } from "#lib/catalog/approve-revision.ts";
import { approveInput, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Approve a revision",
  operationId: "approveRevision",
  params: revisionParams,
  body: approveInput,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "own-request", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => approveRevision(ctx, toPlace(params), body.note),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

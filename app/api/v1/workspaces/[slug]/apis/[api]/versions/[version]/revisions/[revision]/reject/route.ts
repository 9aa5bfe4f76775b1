import { rejectInput, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { rejectRevision } from "#lib/catalog/reject-revision.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Reject a revision with a reason",
  operationId: "rejectRevision",
  params: revisionParams,
  body: rejectInput,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "own-request", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => rejectRevision(ctx, toPlace(params), body.note),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

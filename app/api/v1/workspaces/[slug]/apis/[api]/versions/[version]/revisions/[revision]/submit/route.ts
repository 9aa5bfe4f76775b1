import { revisionParams, submitInput } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { submitRevision } from "#lib/catalog/submit-revision.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Submit a draft for review",
  operationId: "submitRevision",
  params: revisionParams,
  body: submitInput,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => submitRevision(ctx, toPlace(params), body.note),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

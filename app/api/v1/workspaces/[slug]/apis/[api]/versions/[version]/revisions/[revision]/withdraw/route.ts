import { revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { withdrawRevision } from "#lib/catalog/withdraw-revision.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Take a revision back from review",
  operationId: "withdrawRevision",
  params: revisionParams,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => withdrawRevision(ctx, toPlace(params)),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

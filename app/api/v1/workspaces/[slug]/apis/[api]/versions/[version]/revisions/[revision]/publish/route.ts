import { revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { publishRevision } from "#lib/catalog/publish-revision.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Make a revision live, or live again",
  operationId: "publishRevision",
  params: revisionParams,
  answers: revisionView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "snapshot-not-loadable", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => publishRevision(ctx, toPlace(params)),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

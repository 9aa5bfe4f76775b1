import { archiveApi } from "#lib/catalog/archive-api.ts";
import { apiParams } from "#lib/catalog/input.ts";
import { apiView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Take an API out of catalogue and gateways",
  operationId: "archiveApi",
  params: apiParams,
  answers: apiView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "still-in-use", "lost-race"],
  handle: (ctx, { params }) => archiveApi(ctx, params.slug, params.api),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

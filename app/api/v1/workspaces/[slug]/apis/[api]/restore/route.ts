import { apiParams } from "#lib/catalog/input.ts";
import { restoreApi } from "#lib/catalog/restore-api.ts";
import { apiView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Bring an archived API back",
  operationId: "restoreApi",
  params: apiParams,
  answers: apiView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "base-path-taken", "snapshot-not-loadable", "lost-race"],
  handle: (ctx, { params }) => restoreApi(ctx, params.slug, params.api),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

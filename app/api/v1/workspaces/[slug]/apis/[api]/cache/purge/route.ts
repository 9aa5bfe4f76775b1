import { purgeInput } from "#lib/caches/input.ts";
import { purgeCache } from "#lib/caches/purge.ts";
import { purgeView } from "#lib/caches/view.ts";
import { apiParams } from "#lib/catalog/input.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Make gateways forget stored answers of an API, by tags, by URLs, or all of them",
  operationId: "purgeCache",
  params: apiParams,
  body: purgeInput,
  answers: purgeView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, body }) => purgeCache(ctx, params.slug, params.api, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

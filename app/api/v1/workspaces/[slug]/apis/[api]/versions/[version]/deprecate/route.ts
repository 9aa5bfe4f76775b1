import { deprecateVersion } from "#lib/catalog/deprecate-version.ts";
import { deprecateVersionInput, versionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { versionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Deprecate a version",
  operationId: "deprecateVersion",
  params: versionParams,
  body: deprecateVersionInput,
  answers: versionView,
  problems: ["not-permitted", "not-found", "wrong-state", "snapshot-not-loadable", "lost-race"],
  handle: (ctx, { params, body }) => deprecateVersion(ctx, toPlace(params), body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

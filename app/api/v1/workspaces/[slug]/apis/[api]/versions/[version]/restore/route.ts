import { versionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { restoreVersion } from "#lib/catalog/restore-version.ts";
import { versionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Take a deprecation back",
  operationId: "restoreVersion",
  params: versionParams,
  answers: versionView,
  problems: ["not-permitted", "not-found", "wrong-state", "snapshot-not-loadable", "lost-race"],
  handle: (ctx, { params }) => restoreVersion(ctx, toPlace(params)),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

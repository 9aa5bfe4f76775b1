import { changeVersion } from "#lib/catalog/change-version.ts";
import { changeVersionInput, versionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { readVersion } from "#lib/catalog/read.ts";
import { versionView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a version",
  operationId: "readVersion",
  params: versionParams,
  answers: versionView,
  problems: ["not-found"],
  handle: (ctx, { params }) => readVersion(ctx, toPlace(params)),
});

export const PATCH = route({
  summary: "Make a version the default one, or change its migration guide",
  operationId: "changeVersion",
  params: versionParams,
  body: changeVersionInput,
  answers: versionView,
  problems: ["not-permitted", "not-found", "wrong-state", "snapshot-not-loadable", "lost-race"],
  handle: (ctx, { params, body }) => changeVersion(ctx, toPlace(params), body),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

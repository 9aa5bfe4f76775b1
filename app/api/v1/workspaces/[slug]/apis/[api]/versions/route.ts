import { createVersion } from "#lib/catalog/create-version.ts";
import { apiParams, createVersionInput } from "#lib/catalog/input.ts";
import { listVersions } from "#lib/catalog/read.ts";
import { versionView } from "#lib/catalog/view.ts";
import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the versions of an API",
  operationId: "listVersions",
  params: apiParams,
  query: pageInput,
  answers: pageOf(versionView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listVersions(ctx, params.slug, params.api, query),
});

export const POST = route({
  summary: "Create a version with a draft of its first revision",
  operationId: "createVersion",
  params: apiParams,
  body: createVersionInput,
  answers: versionView,
  status: 201,
  problems: ["not-permitted", "not-found", "already-exists", "base-path-taken", "wrong-state"],
  handle: (ctx, { params, body }) => createVersion(ctx, params.slug, params.api, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

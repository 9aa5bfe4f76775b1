import { createRevision } from "#lib/catalog/create-revision.ts";
import { listRevisionsInput, revisionInput, versionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { listRevisions } from "#lib/catalog/read.ts";
import { revisionView } from "#lib/catalog/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the revisions of a version, the newest first",
  operationId: "listRevisions",
  params: versionParams,
  query: listRevisionsInput,
  answers: pageOf(revisionView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listRevisions(ctx, toPlace(params), query),
});

export const POST = route({
  summary: "Draft a revision; what is left out comes from the live one",
  operationId: "createRevision",
  params: versionParams,
  body: revisionInput,
  answers: revisionView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params, body }) => createRevision(ctx, toPlace(params), body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

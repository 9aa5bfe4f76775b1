import { operationChanges } from "#lib/catalog/compare.ts";
import { compareQuery, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { compareRevisions } from "#lib/catalog/read.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Compare the operations of two revisions of a version",
  operationId: "compareRevisions",
  params: revisionParams,
  query: compareQuery,
  answers: operationChanges,
  problems: ["not-found"],
  handle: (ctx, { params, query }) => compareRevisions(ctx, toPlace(params), query.against),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

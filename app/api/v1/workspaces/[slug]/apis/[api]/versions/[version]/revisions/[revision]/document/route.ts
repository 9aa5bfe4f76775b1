import { revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { readSourceDocument } from "#lib/catalog/read.ts";
import { sourceResponse } from "#lib/http/document-response.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { documentMediaTypes } from "#lib/imports/import.ts";

export const GET = route({
  summary: "Get the description of a revision as it was imported",
  operationId: "readSourceDocument",
  params: revisionParams,
  answersRaw: documentMediaTypes,
  problems: ["not-found"],
  handle: async (ctx, { params }) => sourceResponse(await readSourceDocument(ctx, toPlace(params))),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { catalogVersionParams } from "#lib/catalog/input.ts";
import { readCatalogDocument } from "#lib/catalog/portal.ts";
import { normalisedResponse } from "#lib/http/document-response.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get the description of a version as OpenAPI 3.1",
  operationId: "readCatalogDocument",
  params: catalogVersionParams,
  answersRaw: ["application/json"],
  auth: "optional",
  problems: ["not-found"],
  handle: async (ctx, { params, request }) => normalisedResponse(request, await readCatalogDocument(ctx, params)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

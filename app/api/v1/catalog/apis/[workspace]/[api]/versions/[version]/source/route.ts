import { catalogVersionParams } from "#lib/catalog/input.ts";
import { readCatalogSource } from "#lib/catalog/portal.ts";
import { sourceResponse } from "#lib/http/document-response.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { documentMediaTypes } from "#lib/imports/import.ts";

export const GET = route({
  summary: "Get the description of a version as it was imported",
  operationId: "readCatalogSource",
  params: catalogVersionParams,
  answersRaw: documentMediaTypes,
  auth: "optional",
  problems: ["not-found"],
  handle: async (ctx, { params }) => sourceResponse(await readCatalogSource(ctx, params)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

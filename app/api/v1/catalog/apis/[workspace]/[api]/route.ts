import { catalogApiParams } from "#lib/catalog/input.ts";
import { readCatalogApi } from "#lib/catalog/portal.ts";
import { catalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get an API of the catalogue with its versions",
  operationId: "readCatalogApi",
  params: catalogApiParams,
  answers: catalogApiDetailView,
  auth: "optional",
  problems: ["not-found"],
  handle: (ctx, { params }) => readCatalogApi(ctx, params.workspace, params.api),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

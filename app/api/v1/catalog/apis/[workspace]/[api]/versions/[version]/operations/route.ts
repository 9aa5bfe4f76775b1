import { catalogVersionParams, listOperationsInput } from "#lib/catalog/input.ts";
import { listCatalogOperations } from "#lib/catalog/portal.ts";
import { operationView } from "#lib/catalog/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the operations of a version of the catalogue",
  operationId: "listCatalogOperations",
  params: catalogVersionParams,
  query: listOperationsInput,
  answers: pageOf(operationView),
  auth: "optional",
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listCatalogOperations(ctx, params, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

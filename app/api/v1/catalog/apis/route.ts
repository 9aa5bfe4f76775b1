import { listCatalogInput } from "#lib/catalog/input.ts";
import { listCatalogApis } from "#lib/catalog/portal.ts";
import { catalogEntryView } from "#lib/catalog/portal-view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Search the APIs of the catalogue",
  operationId: "listCatalogApis",
  query: listCatalogInput,
  answers: pageOf(catalogEntryView),
  auth: "optional",
  handle: (ctx, { query }) => listCatalogApis(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

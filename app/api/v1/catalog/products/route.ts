import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listCatalogProductsInput } from "#lib/products/input.ts";
import { listCatalogProducts } from "#lib/products/read.ts";
import { catalogProductView } from "#lib/products/view.ts";

export const GET = route({
  summary: "List the products on offer",
  operationId: "listCatalogProducts",
  query: listCatalogProductsInput,
  answers: pageOf(catalogProductView),
  auth: "optional",
  handle: (ctx, { query }) => listCatalogProducts(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

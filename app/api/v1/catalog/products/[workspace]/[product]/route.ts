import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { catalogProductParams } from "#lib/products/input.ts";
import { readCatalogProduct } from "#lib/products/read.ts";
import { catalogProductView } from "#lib/products/view.ts";

export const GET = route({
  summary: "Get a product on offer with its plans and APIs",
  operationId: "readCatalogProduct",
  params: catalogProductParams,
  answers: catalogProductView,
  auth: "optional",
  problems: ["not-found"],
  handle: (ctx, { params }) => readCatalogProduct(ctx, params.workspace, params.product),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

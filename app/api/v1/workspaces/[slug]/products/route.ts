import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createProduct } from "#lib/products/create.ts";
import { createProductInput, listProductsInput } from "#lib/products/input.ts";
import { listProducts } from "#lib/products/read.ts";
import { productView } from "#lib/products/view.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the products of a workspace",
  operationId: "listProducts",
  params: workspaceParams,
  query: listProductsInput,
  answers: pageOf(productView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listProducts(ctx, params.slug, query),
});

export const POST = route({
  summary: "Create a product as a draft",
  operationId: "createProduct",
  params: workspaceParams,
  body: createProductInput,
  answers: productView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "already-exists"],
  handle: (ctx, { params, body }) => createProduct(ctx, params.slug, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changeProduct } from "#lib/products/change.ts";
import { deleteProduct } from "#lib/products/delete.ts";
import { changeProductInput, productParams } from "#lib/products/input.ts";
import { readProduct } from "#lib/products/read.ts";
import { productView } from "#lib/products/view.ts";

export const GET = route({
  summary: "Get a product with its plans",
  operationId: "readProduct",
  params: productParams,
  answers: productView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readProduct(ctx, params.slug, params.product),
});

export const PATCH = route({
  summary: "Change a product",
  operationId: "changeProduct",
  params: productParams,
  body: changeProductInput,
  answers: productView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => changeProduct(ctx, params.slug, params.product, body, ifMatch),
});

export const DELETE = route({
  summary: "Delete a draft that nobody subscribed to",
  operationId: "deleteProduct",
  params: productParams,
  problems: ["not-permitted", "not-found", "wrong-state", "still-in-use", "precondition-failed"],
  handle: (ctx, { params, ifMatch }) => deleteProduct(ctx, params.slug, params.product, ifMatch),
});

export const { POST, PUT, OPTIONS } = refuseOthers({ GET, PATCH, DELETE });

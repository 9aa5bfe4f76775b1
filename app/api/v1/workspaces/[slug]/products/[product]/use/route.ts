import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { productParams } from "#lib/products/input.ts";
import { readProductUse } from "#lib/products/read-use.ts";
import { productUseView } from "#lib/products/view.ts";

export const GET = route({
  summary: "Count who holds a product's plans",
  operationId: "readProductUse",
  params: productParams,
  answers: productUseView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readProductUse(ctx, params.slug, params.product),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

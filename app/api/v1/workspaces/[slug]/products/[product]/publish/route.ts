import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { productParams } from "#lib/products/input.ts";
import { publishProduct } from "#lib/products/publish.ts";
import { productView } from "#lib/products/view.ts";

export const POST = route({
  summary: "Open a product to developers",
  operationId: "publishProduct",
  params: productParams,
  answers: productView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => publishProduct(ctx, params.slug, params.product),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

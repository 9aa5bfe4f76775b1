import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { endOfferInput, productParams } from "#lib/products/input.ts";
import { unpublishProduct } from "#lib/products/unpublish.ts";
import { productView } from "#lib/products/view.ts";

export const POST = route({
  summary: "Take a product back to a draft",
  description: "Where subscriptions are open, `subscriptions` says whether they are kept or cancelled.",
  operationId: "unpublishProduct",
  params: productParams,
  body: endOfferInput.prefault({}),
  answers: productView,
  problems: ["not-permitted", "not-found", "wrong-state", "still-in-use", "lost-race"],
  handle: (ctx, { params, body }) => unpublishProduct(ctx, params.slug, params.product, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

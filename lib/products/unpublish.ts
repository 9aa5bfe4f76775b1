import type { Context } from "../context.ts";
import { endOffer } from "./end-offer.ts";
import type { EndOfferInput } from "./input.ts";
import type { ProductView } from "./view.ts";

/** Takes the product back to a draft: nobody new subscribes; who has subscribed keeps or loses it, as `subscriptions` says. */
export function unpublishProduct(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  input: EndOfferInput,
): Promise<ProductView> {
  return endOffer(ctx, workspaceSlug, slug, "unpublish", input);
}

import type { Context } from "../context.ts";
import { endOffer } from "./end-offer.ts";
import type { EndOfferInput } from "./input.ts";
import type { ProductView } from "./view.ts";

/** Ends the product for good: it is not changed or offered again; subscriptions are kept or cancelled, as the publisher says. */
export function retireProduct(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  input: EndOfferInput,
): Promise<ProductView> {
  return endOffer(ctx, workspaceSlug, slug, "retire", input);
}

import type { Context } from "../context.ts";
import { authorizePlace, type NamedPlace } from "./place.ts";
import { findPolicyRow } from "./queries.ts";
import { type PolicyDocumentView, toPolicyDocumentView } from "./view.ts";

/** The policies of a workspace or a product; empty ones where none were put. */
export async function readPolicies(ctx: Context, named: NamedPlace): Promise<PolicyDocumentView> {
  const place = await authorizePlace(ctx, "policy.read", named);
  return toPolicyDocumentView(await findPolicyRow(ctx.db, place));
}

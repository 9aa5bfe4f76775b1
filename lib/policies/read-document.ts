import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { authorizePlace, INSTALLATION, type NamedPlace } from "./place.ts";
import { findPolicyRow } from "./queries.ts";
import { type PolicyDocumentView, toPolicyDocumentView } from "./view.ts";

/** The policies of a workspace or a product; empty ones where none were put. */
export async function readPolicies(ctx: Context, named: NamedPlace): Promise<PolicyDocumentView> {
  const place = await authorizePlace(ctx, "policy.read", named);
  return toPolicyDocumentView(await findPolicyRow(ctx.db, place));
}

/** The policies around those of every workspace; empty ones where none were put. */
export async function readInstallationPolicies(ctx: Context): Promise<PolicyDocumentView> {
  authorizeInstallation(ctx.actor, "installation-policy.read");
  return toPolicyDocumentView(await findPolicyRow(ctx.db, INSTALLATION));
}

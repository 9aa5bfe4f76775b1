import type { Role } from "../../lib/authz/permissions.ts";
import type { RouteHandler } from "../../lib/http/declaration.ts";
import { identityRefusals } from "./identity.ts";
import { productRefusals } from "./products.ts";
import { traceRefusals } from "./traces.ts";
import type { World } from "./world.ts";

/** One route, and what its refusals need to be tried. */
export interface Refused {
  handler: RouteHandler;
  /**
   * `workspace`: a stranger to it gets 404, a member of too small a role 403. `installation`: whoever is no administrator gets
   * 403. `self`: only the signed-out are refused.
   */
  scope: "workspace" | "installation" | "self";
  /** The largest role that must still be refused; left out where every member may. */
  tooSmall?: Role;
  params?: (target: Target) => Record<string, string>;
  query?: (target: Target) => string;
  body?: (target: Target) => unknown;
}

/** The world with the slug of the workspace that is aimed at. */
export interface Target extends World {
  slug: string;
}

/** Every noun adds its routes here. */
export const refusals: Refused[] = [...identityRefusals, ...productRefusals, ...traceRefusals];

import type { Context } from "../context.ts";
import { moveVersion } from "./move-version.ts";
import type { VersionPlace } from "./place.ts";
import type { VersionView } from "./view.ts";

/** Takes a version out of gateways and catalogue for good. */
export async function retireVersion(ctx: Context, place: VersionPlace): Promise<VersionView> {
  return moveVersion(ctx, place, "retire", () => ({ isDefault: false }));
}

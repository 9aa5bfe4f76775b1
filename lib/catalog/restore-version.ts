import type { Context } from "../context.ts";
import { moveVersion } from "./move-version.ts";
import type { VersionPlace } from "./place.ts";
import type { VersionView } from "./view.ts";

/** Takes a deprecation back. */
export async function restoreVersion(ctx: Context, place: VersionPlace): Promise<VersionView> {
  return moveVersion(ctx, place, "restore", () => ({
    deprecatedAt: null,
    sunsetAt: null,
    successorId: null,
    afterSunset: "serve",
    brownouts: [],
  }));
}

import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import type { DeprecateVersionInput } from "./input.ts";
import { moveVersion } from "./move-version.ts";
import type { VersionPlace } from "./place.ts";
import { type ApiRow, findVersion } from "./queries.ts";
import type { VersionView } from "./view.ts";

/** Tells callers to move on, and where to; the version is served as before. */
export async function deprecateVersion(
  ctx: Context,
  place: VersionPlace,
  { sunsetAt, successor, ...input }: DeprecateVersionInput,
): Promise<VersionView> {
  return moveVersion(ctx, place, "deprecate", (api) => ({
    ...defined({ ...input, successorId: successorIn(api, place.version, successor) }),
    deprecatedAt: ctx.now(),
    sunsetAt: sunsetAt ? new Date(sunsetAt) : null,
  }));
}

function successorIn(api: ApiRow, version: string, successor: string | null | undefined): string | null | undefined {
  if (successor === null || successor === undefined) return successor;
  const found = successor === version ? undefined : findVersion(api, successor);
  if (found) return found.id;
  throw new Problem("invalid-input", "/successor: is no other version of this API", {
    errors: [{ pointer: "/successor", detail: "is no other version of this API" }],
  });
}

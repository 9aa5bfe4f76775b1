import type { Context } from "../context.ts";
import { forgetWindows } from "./queries.ts";

/** Longer than any window. */
const KEPT_MS = 24 * 3_600_000;

export function pruneThrottles({ db, now }: Context): Promise<number> {
  return forgetWindows(db, new Date(now().getTime() - KEPT_MS));
}

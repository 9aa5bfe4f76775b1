import type { Context } from "../context.ts";
import { forgetKeys } from "./queries.ts";

/** What callers are promised: a repeat within a day is answered as the first time. */
const KEPT_MS = 24 * 3_600_000;

export function pruneIdempotencyKeys({ db, now }: Context): Promise<number> {
  return forgetKeys(db, new Date(now().getTime() - KEPT_MS));
}

import type { Context } from "../context.ts";
import { forgetProofs } from "./proof-queries.ts";
import { forgetSessions } from "./queries.ts";

/** How long an ended session can still be looked into. */
const KEPT_MS = 30 * 86_400_000;

export function pruneSessions({ db, now }: Context): Promise<number> {
  return forgetSessions(db, new Date(now().getTime() - KEPT_MS));
}

/** Links that have run out open nothing; there is no more to know of them. */
export function pruneProofs({ db, now }: Context): Promise<number> {
  return forgetProofs(db, now());
}

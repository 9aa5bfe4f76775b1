import type { Context } from "../context.ts";
import { forgetSessions } from "./queries.ts";

/** How long an ended session can still be looked into. */
const KEPT_MS = 30 * 86_400_000;

export function pruneSessions({ db, now }: Context): Promise<number> {
  return forgetSessions(db, new Date(now().getTime() - KEPT_MS));
}

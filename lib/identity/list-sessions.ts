import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getUser, listLiveSessions } from "./queries.ts";
import { type SessionView, toSessionView } from "./view.ts";

/** The actor's own live sessions, the newest first: the latest hundred. */
export async function listSessions(ctx: Context): Promise<SessionView[]> {
  const actor = authorizeSelf(ctx.actor, "profile.read");
  const user = await getUser(ctx.db, actor.id);
  const rows = await listLiveSessions(ctx.db, user, ctx.now());
  return rows.map((row) => toSessionView(row, actor.sessionId));
}

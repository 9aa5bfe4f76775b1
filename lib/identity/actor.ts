import type { UserActor } from "../authz/actor.ts";
import type { Permission } from "../authz/permissions.ts";
import type { Database } from "../db/database.ts";
import { findSession, type PersonRow, touchSession } from "./queries.ts";
import { isLiveSession } from "./user.ts";

/** How stale "last seen" may be: it is not written on every request. */
const SEEN_STEP_MS = 5 * 60_000;

/** The person of a live session; undefined when it has ended, whatever ended it. */
export async function findSessionActor(
  db: Database,
  session: { id: string; userId: string },
  now: Date,
): Promise<UserActor | undefined> {
  const row = await findSession(db, session.id);
  if (!row || row.userId !== session.userId || !isLiveSession(row, now)) return undefined;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_STEP_MS) await touchSession(db, row.id, now);
  return { ...toUserActor(row.user), sessionId: row.id };
}

export function toUserActor(person: PersonRow): UserActor {
  return {
    kind: "user",
    id: person.id,
    name: person.name,
    email: person.email,
    isAdmin: person.isAdmin,
    roles: new Map(person.memberships.map(({ workspaceId, role }) => [workspaceId, role])),
    teams: new Map(person.teams.map(({ teamId, role }) => [teamId, role])),
  };
}

/** The same person behind a personal token, who may do no more than the token's scopes. */
export function narrowed(actor: UserActor, tokenId: string, scopes: ReadonlySet<Permission>): UserActor {
  return { ...actor, tokenId, scopes };
}

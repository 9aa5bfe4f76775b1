import type { Actor } from "../authz/actor.ts";
import { allPermissions, type Permission } from "../authz/permissions.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { Database } from "../db/database.ts";
import { narrowed, toUserActor } from "../identity/actor.ts";
import { findPerson } from "../identity/queries.ts";
import { findTokenByHash, touchToken } from "./queries.ts";
import { isLiveToken } from "./token.ts";

/** How stale "last used" may be: it is not written on every request. */
const USED_STEP_MS = 60_000;

/** Who acts behind an access token; undefined when it is unknown, expired, revoked, or its user is blocked. */
export async function findTokenActor(db: Database, token: string, now: Date): Promise<Actor | undefined> {
  const row = await findTokenByHash(db, sha256(token));
  if (!row || !isLiveToken(row, now)) return undefined;

  const scopes = new Set(
    allPermissions.filter((permission): permission is Permission => row.permissions.includes(permission)),
  );
  if (row.userId !== null) {
    const person = await findPerson(db, row.userId);
    if (person?.state !== "active") return undefined;
    await noteUse(db, row, now);
    return narrowed(toUserActor(person), row.id, scopes);
  }
  await noteUse(db, row, now);
  return { kind: "service", id: row.id, name: row.name, workspaceId: row.workspaceId ?? undefined, scopes };
}

async function noteUse(db: Database, row: { id: string; lastUsedAt: Date | null }, now: Date): Promise<void> {
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > USED_STEP_MS) await touchToken(db, row.id, now);
}

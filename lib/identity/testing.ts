import { randomBytes, randomUUID } from "node:crypto";
import type { UserActor } from "../authz/actor.ts";
import { allPermissions, type Permission, type Role } from "../authz/permissions.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { Database } from "../db/database.ts";
import { insertToken } from "../tokens/queries.ts";
import { insertMember, insertWorkspace } from "../workspaces/queries.ts";
import { toUserActor } from "./actor.ts";
import { findPerson } from "./queries.ts";
import { registerUser } from "./register.ts";

export const PASSWORD = "correct horse battery";

export interface Person {
  actor: UserActor;
  email: string;
  /** A personal access token that may all that the person may. */
  token: string;
}

/** A person with an account, roles and a token, as if they had signed up and been let in. */
export async function enrol(
  db: Database,
  { isAdmin = false, roles = {} }: { isAdmin?: boolean; roles?: Record<string, Role> } = {},
): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const { id } = await registerUser(db, { email, name: "Pat", password: PASSWORD, isAdmin });
  for (const [workspaceId, role] of Object.entries(roles)) await insertMember(db, { workspaceId, userId: id, role });
  const person = await findPerson(db, id);
  if (!person) throw new Error("the person is gone");
  return { actor: toUserActor(person), email, token: await giveToken(db, { userId: id }) };
}

/** A token that does not expire. */
export async function giveToken(
  db: Database,
  owner: { userId?: string; workspaceId?: string },
  permissions: readonly Permission[] = allPermissions,
): Promise<string> {
  const token = `ght_${randomBytes(20).toString("hex")}`;
  await insertToken(db, {
    userId: owner.userId ?? null,
    workspaceId: owner.workspaceId ?? null,
    name: "Test",
    hash: sha256(token),
    prefix: token.slice(0, 10),
    permissions: [...permissions],
    createdAt: new Date(),
    expiresAt: null,
  });
  return token;
}

export async function openWorkspace(db: Database): Promise<{ id: string; slug: string }> {
  const slug = `w-${randomUUID().slice(0, 8)}`;
  const created = await insertWorkspace(db, { slug, name: slug });
  if (!created) throw new Error("the slug is taken");
  return { id: created.id, slug };
}

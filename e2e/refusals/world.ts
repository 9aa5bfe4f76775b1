import type { Role } from "../../lib/authz/permissions.ts";
import type { Database } from "../../lib/db/database.ts";
import { enrol, openWorkspace, type Person } from "../../lib/identity/testing.ts";

/** A workspace with one person of each role, another workspace's owner, and an administrator who is in neither. */
export interface World {
  workspace: { id: string; slug: string };
  elsewhere: { id: string; slug: string };
  members: Record<Role, Person>;
  stranger: Person;
  admin: Person;
}

export async function makeWorld(db: Database): Promise<World> {
  const [workspace, elsewhere] = [await openWorkspace(db), await openWorkspace(db)];
  const member = (role: Role) => enrol(db, { roles: { [workspace.id]: role } });
  return {
    workspace,
    elsewhere,
    members: {
      owner: await member("owner"),
      publisher: await member("publisher"),
      approver: await member("approver"),
      viewer: await member("viewer"),
    },
    stranger: await enrol(db, { roles: { [elsewhere.id]: "owner" } }),
    admin: await enrol(db, { isAdmin: true }),
  };
}

import type { Actor } from "../authz/actor.ts";
import { authorizeSelf, may, mayInstallation } from "../authz/authorize.ts";
import { installationPermissions, permissions } from "../authz/permissions.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { listWorkspaceRows } from "../workspaces/queries.ts";
import { getUser, listTeamsOf } from "./queries.ts";
import type { MeView } from "./view.ts";

/** More are found by `GET /workspaces`. */
const WORKSPACES_MAX = 200;

/** Who acts, and what they may do: what screens show and hide by. */
export async function readMe(ctx: Context): Promise<MeView> {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new Problem("not-signed-in");
  if (actor.kind !== "user") return { ...bare(actor), name: actor.name, workspaces: [], teams: [] };

  authorizeSelf(actor, "profile.read");
  const workspaces = await listWorkspaceRows(ctx.db, [...actor.roles.keys()], undefined, WORKSPACES_MAX);
  const teams = await listTeamsOf(ctx.db, actor.id);
  return {
    ...bare(actor),
    name: actor.name,
    email: actor.email,
    isEmailVerified: (await getUser(ctx.db, actor.id)).emailVerifiedAt !== null,
    isAdmin: actor.isAdmin,
    workspaces: workspaces.map(({ id, slug, name }) => ({
      slug,
      name,
      role: actor.roles.get(id) ?? null,
      permissions: permissions.filter((permission) => may(actor, permission, id)),
    })),
    teams: teams.map(({ team, role }) => ({
      id: team.id,
      name: team.name,
      role,
      isPersonal: team.personalOf !== null,
    })),
  };
}

function bare(actor: Exclude<Actor, { kind: "anonymous" }>) {
  return {
    kind: actor.kind === "user" ? ("user" as const) : ("service" as const),
    id: actor.id,
    email: null,
    isEmailVerified: false,
    isAdmin: false,
    installationPermissions: installationPermissions.filter((permission) => mayInstallation(actor, permission)),
  };
}

import { Problem } from "../contract/problem.ts";
import type { Actor, UserActor } from "./actor.ts";
import {
  type DeveloperPermission,
  type InstallationPermission,
  type Permission,
  rolePermissions,
  type WorkspacePermission,
} from "./permissions.ts";

/**
 * The first line of every verb on something of a workspace. A stranger to the workspace learns nothing of what is in it
 * (404); a member whose role is too small is told so (403).
 */
export function authorize(actor: Actor, permission: WorkspacePermission, workspaceId: string): void {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in");
  if (!isInside(actor, workspaceId)) throw new Problem("not-found");
  if (!may(actor, permission, workspaceId)) throw new Problem("not-permitted", `This needs ${permission}.`);
}

/** The first line of every verb on the installation: users, gateways, snapshots. */
export function authorizeInstallation(actor: Actor, permission: InstallationPermission): void {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in");
  if (!mayInstallation(actor, permission)) throw new Problem("not-permitted", `This needs ${permission}.`);
}

/** The first line of every verb on what belongs to a team: 404 outside of it. A service token of the installation acts for any. */
export function authorizeTeam(actor: Actor, permission: DeveloperPermission, teamId: string): void {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in");
  if (actor.kind === "system") return;
  if (actor.kind === "service" ? actor.workspaceId !== undefined : !actor.teams.has(teamId)) {
    throw new Problem("not-found");
  }
  if (!isInScope(actor, permission)) throw new Problem("not-permitted", `The token lacks ${permission}.`);
}

/** For verbs about oneself: profile, own tokens, own applications. */
export function authorizeSelf(actor: Actor, permission: DeveloperPermission): UserActor {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in");
  if (actor.kind !== "user") throw new Problem("not-permitted", "Only a person can do this, not a service.");
  if (!isInScope(actor, permission)) throw new Problem("not-permitted", `The token lacks ${permission}.`);
  return actor;
}

/** Whether the actor belongs to the workspace in any role. */
export function isInside(actor: Actor, workspaceId: string): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "service") return actor.workspaceId === undefined || actor.workspaceId === workspaceId;
  return actor.kind === "user" && actor.roles.has(workspaceId);
}

export function may(actor: Actor, permission: WorkspacePermission, workspaceId: string): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "service") return isInside(actor, workspaceId) && actor.scopes.has(permission);
  if (actor.kind !== "user") return false;
  const role = actor.roles.get(workspaceId);
  return role !== undefined && rolePermissions[role].has(permission) && isInScope(actor, permission);
}

export function mayInstallation(actor: Actor, permission: InstallationPermission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "service") return actor.workspaceId === undefined && actor.scopes.has(permission);
  return actor.kind === "user" && actor.isAdmin && isInScope(actor, permission);
}

function isInScope(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "user") return actor.scopes === undefined || actor.scopes.has(permission);
  return actor.kind === "system" || (actor.kind === "service" && actor.scopes.has(permission));
}

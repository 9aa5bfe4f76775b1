import type { Actor } from "../authz/actor.ts";
import { may, mayInstallation } from "../authz/authorize.ts";
import { developerPermissions, installationPermissions, type Permission, permissions } from "../authz/permissions.ts";

export const TOKEN_PREFIX = "ght";

/** Characters of a token that stay readable, to recognise it by. */
export const SHOWN_LENGTH = 10;

export interface TokenFacts {
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export function isLiveToken(token: TokenFacts, now: Date): boolean {
  return token.revokedAt === null && (token.expiresAt === null || token.expiresAt > now);
}

/** What a token that the actor makes for themselves may hold: what they may do anywhere, and no more. */
export function possiblePersonal(actor: Actor): ReadonlySet<Permission> {
  if (actor.kind !== "user") return new Set();
  const workspaceIds = [...actor.roles.keys()];
  return new Set<Permission>([
    ...developerPermissions.filter((permission) => actor.scopes === undefined || actor.scopes.has(permission)),
    ...permissions.filter((permission) => workspaceIds.some((id) => may(actor, permission, id))),
    ...possibleForInstallation(actor),
  ]);
}

/** What a service token of a workspace may hold, made by this actor. */
export function possibleForWorkspace(actor: Actor, workspaceId: string): ReadonlySet<Permission> {
  return new Set(permissions.filter((permission) => may(actor, permission, workspaceId)));
}

/**
 * What a service token of the installation may hold, made by this actor: nothing of what is inside workspaces, since running
 * the installation opens no workspace.
 */
export function possibleForInstallation(actor: Actor): ReadonlySet<Permission> {
  return new Set(installationPermissions.filter((permission) => mayInstallation(actor, permission)));
}

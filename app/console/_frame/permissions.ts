import type { Actor } from "#lib/authz/actor.ts";
import { may, mayInstallation } from "#lib/authz/authorize.ts";
import { installationPermissions, permissions } from "#lib/authz/permissions.ts";

/** What the reader may do in a workspace and in the installation: the verbs decide, this only spares dead links and buttons. */
export function permissionsOf(actor: Actor, workspaceId: string | undefined): ReadonlySet<string> {
  return new Set([
    ...(workspaceId === undefined ? [] : permissions.filter((permission) => may(actor, permission, workspaceId))),
    ...installationPermissions.filter((permission) => mayInstallation(actor, permission)),
  ]);
}

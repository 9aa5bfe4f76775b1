import { authorize, authorizeInstallation, authorizeSelf } from "../authz/authorize.ts";
import type { Permission } from "../authz/permissions.ts";
import type { Context } from "../context.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { TokenOwner } from "./queries.ts";
import { possibleForInstallation, possibleForWorkspace, possiblePersonal } from "./token.ts";

export interface OwnerInput {
  kind: "personal" | "workspace" | "installation";
  workspace?: string | undefined;
}

/** Whose tokens are meant, once the actor has been found to be allowed to see and make them, and what such may hold. */
export async function authorizedOwner(
  ctx: Context,
  { kind, workspace }: OwnerInput,
): Promise<TokenOwner & { possible: ReadonlySet<Permission> }> {
  if (kind === "workspace") {
    const workspaceId = await getWorkspaceId(ctx.db, workspace ?? "");
    authorize(ctx.actor, "token.change", workspaceId);
    return { userId: null, workspaceId, possible: possibleForWorkspace(ctx.actor, workspaceId) };
  }
  if (kind === "installation") {
    authorizeInstallation(ctx.actor, "service-token.change");
    return { userId: null, workspaceId: null, possible: possibleForInstallation(ctx.actor) };
  }
  const { id } = authorizeSelf(ctx.actor, "profile.change");
  return { userId: id, workspaceId: null, possible: possiblePersonal(ctx.actor) };
}

import type { Actor } from "../authz/actor.ts";
import { isInside, may } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import { listWorkspaceRows } from "./queries.ts";
import { toWorkspaceView, type WorkspaceView } from "./view.ts";

/** The workspaces that the actor belongs to, by slug. */
export async function listWorkspaces(ctx: Context, { cursor, limit }: PageInput): Promise<Page<WorkspaceView>> {
  const after = decodeCursor(cursor, 1)?.[0];
  const rows = await listWorkspaceRows(ctx.db, visibleTo(ctx.actor), after, limit + 1);
  return toPage(rows, limit, (row) => [row.slug], toWorkspaceView);
}

function visibleTo(actor: Actor): readonly string[] | "all" {
  if (actor.kind === "system") return "all";
  if (actor.kind === "service" && actor.workspaceId === undefined)
    return actor.scopes.has("workspace.read") ? "all" : [];
  const candidates =
    actor.kind === "user" ? [...actor.roles.keys()] : actor.kind === "service" ? [actor.workspaceId ?? ""] : [];
  return candidates.filter((id) => isInside(actor, id) && may(actor, "workspace.read", id));
}

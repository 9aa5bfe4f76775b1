import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import type { WorkspaceSearch } from "./input.ts";
import { searchWorkspaceRows } from "./queries.ts";
import { toWorkspaceSizeView, type WorkspaceSizeView } from "./view.ts";

/** Every workspace of the installation, by slug: that it is there and how large it is, nothing of what is in it. */
export async function listAllWorkspaces(
  ctx: Context,
  { search, cursor, limit }: WorkspaceSearch,
): Promise<Page<WorkspaceSizeView>> {
  authorizeInstallation(ctx.actor, "workspace.list");
  const after = decodeCursor(cursor, 1)?.[0];
  const rows = await searchWorkspaceRows(ctx.db, search, after, limit + 1);
  return toPage(rows, limit, (row) => [row.slug], toWorkspaceSizeView);
}

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListDevelopersInput } from "./input.ts";
import { getDeveloper, listDeveloperRows, listPeople } from "./queries.ts";
import { type DeveloperDetailView, type DeveloperView, toDeveloperDetailView, toDeveloperView } from "./view.ts";

/** The teams that subscribe to a workspace, by name. */
export async function listDevelopers(
  ctx: Context,
  workspaceSlug: string,
  input: ListDevelopersInput,
): Promise<Page<DeveloperView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listDeveloperRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.name, row.id], toDeveloperView);
}

/** One of them with its people; a team that never asked for anything here is not found. */
export async function readDeveloper(ctx: Context, workspaceSlug: string, id: string): Promise<DeveloperDetailView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const row = await getDeveloper(ctx.db, workspaceId, id);
  return toDeveloperDetailView(row, await listPeople(ctx.db, row.id));
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "subscription.read", workspaceId);
  return workspaceId;
}

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { type Page, type PageInput, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getBackend, listBackendRows } from "./queries.ts";
import { type BackendView, toBackendView } from "./view.ts";

export async function listBackends(ctx: Context, workspaceSlug: string, input: PageInput): Promise<Page<BackendView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listBackendRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.slug], toBackendView);
}

export async function readBackend(ctx: Context, workspaceSlug: string, slug: string): Promise<BackendView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  return toBackendView(await getBackend(ctx.db, workspaceId, slug));
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "backend.read", workspaceId);
  return workspaceId;
}

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { listPoliciesNamingBackend } from "../policies/queries.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListBackendsInput } from "./input.ts";
import { getBackend, listBackendRows, listUsesOfBackend } from "./queries.ts";
import { type BackendUses, type BackendView, toBackendView } from "./view.ts";

export async function listBackends(
  ctx: Context,
  workspaceSlug: string,
  input: ListBackendsInput,
): Promise<Page<BackendView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listBackendRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.slug], toBackendView);
}

export async function readBackend(ctx: Context, workspaceSlug: string, slug: string): Promise<BackendView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  return toBackendView(await getBackend(ctx.db, workspaceId, slug));
}

/** The versions that call it, in any revision, and the policies that name it: while there are any it cannot be deleted. */
export async function readBackendUses(ctx: Context, workspaceSlug: string, slug: string): Promise<BackendUses> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const { id } = await getBackend(ctx.db, workspaceId, slug);
  const [usedBy, policies] = await Promise.all([
    listUsesOfBackend(ctx.db, id),
    listPoliciesNamingBackend(ctx.db, workspaceId, slug),
  ]);
  return { usedBy, policies };
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "backend.read", workspaceId);
  return workspaceId;
}

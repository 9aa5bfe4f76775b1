import { authorize, authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { decodeNumberCursor, type Page, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { AuditQuery } from "./input.ts";
import { listAuditRows } from "./queries.ts";
import { type AuditView, toAuditView } from "./view.ts";

export async function listAudit(
  ctx: Context,
  { workspace, cursor, limit, ...wanted }: AuditQuery,
): Promise<Page<AuditView>> {
  const workspaceId = await authorizedScope(ctx, workspace);
  const rows = await listAuditRows(ctx.db, { workspaceId, ...wanted }, decodeNumberCursor(cursor), limit + 1);
  return toPage(rows, limit, (row) => [String(row.id)], toAuditView);
}

async function authorizedScope(ctx: Context, workspace: string | undefined): Promise<string | null> {
  if (workspace === undefined) {
    authorizeInstallation(ctx.actor, "installation.audit");
    return null;
  }
  const workspaceId = await getWorkspaceId(ctx.db, workspace);
  authorize(ctx.actor, "audit.read", workspaceId);
  return workspaceId;
}

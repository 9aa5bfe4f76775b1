import { authorize, authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { decodeNumberCursor, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { AuditQuery } from "./input.ts";
import { listAuditChoices, listAuditRows, listSubjectNames } from "./queries.ts";
import { type AuditChoices, type AuditView, toAuditView } from "./view.ts";

/** The newest first, of one workspace or of what belongs to none. */
export async function listAudit(
  ctx: Context,
  { workspace, cursor, limit, ...wanted }: AuditQuery,
): Promise<Page<AuditView>> {
  const workspaceId = await authorizedScope(ctx, workspace);
  const rows = await listAuditRows(ctx.db, { workspaceId, ...wanted }, decodeNumberCursor(cursor), limit + 1);
  const names = await listSubjectNames(ctx.db, workspaceId, rows);
  return toPage(
    rows,
    limit,
    (row) => [String(row.id)],
    (row) => toAuditView(row, names.get(row.subjectId)),
  );
}

/** The people, actions and kinds of subject that a log has spoken of lately. */
export async function readAuditChoices(ctx: Context, workspace: string | undefined): Promise<AuditChoices> {
  const { actors, actions, subjectTypes } = await listAuditChoices(ctx.db, await authorizedScope(ctx, workspace));
  return {
    actors: [...actors].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
    actions: [...actions].sort(),
    subjectTypes: [...subjectTypes].sort(),
  };
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

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { type Page, type PageInput, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getNamedValueRow, listNamedValueRows } from "./queries.ts";
import { type NamedValueView, toNamedValueView } from "./view.ts";

export async function listNamedValues(
  ctx: Context,
  workspaceSlug: string,
  input: PageInput,
): Promise<Page<NamedValueView>> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.read", workspaceId);
  const rows = await listNamedValueRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.name], toNamedValueView);
}

export async function readNamedValue(ctx: Context, workspaceSlug: string, name: string): Promise<NamedValueView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.read", workspaceId);
  return toNamedValueView(await getNamedValueRow(ctx.db, workspaceId, name));
}

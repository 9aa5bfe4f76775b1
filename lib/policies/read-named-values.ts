import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListNamedValuesInput } from "./input.ts";
import { getNamedValueRow, listNamedValueRows, listUsesOfNamedValue } from "./queries.ts";
import { type NamedValueUses, type NamedValueView, toNamedValueView } from "./view.ts";

export async function listNamedValues(
  ctx: Context,
  workspaceSlug: string,
  input: ListNamedValuesInput,
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

/** The documents in force that name it; while there are any it cannot be deleted. */
export async function readNamedValueUses(ctx: Context, workspaceSlug: string, name: string): Promise<NamedValueUses> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.read", workspaceId);
  await getNamedValueRow(ctx.db, workspaceId, name);
  const uses = await listUsesOfNamedValue(ctx.db, workspaceId, name);
  return { usedBy: [...new Set(uses.map(({ place }) => place))] };
}

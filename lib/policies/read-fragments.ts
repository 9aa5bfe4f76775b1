import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import { toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { findFragmentRow, listFragmentRows } from "./queries.ts";
import { type FragmentView, toFragmentView } from "./view.ts";

export async function listPolicyFragments(
  ctx: Context,
  workspaceSlug: string,
  input: PageInput,
): Promise<Page<FragmentView>> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "policy.read", workspaceId);
  const rows = await listFragmentRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.name], toFragmentView);
}

export async function readFragment(ctx: Context, workspaceSlug: string, name: string): Promise<FragmentView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "policy.read", workspaceId);
  const row = await findFragmentRow(ctx.db, workspaceId, name);
  if (!row) throw new Problem("not-found");
  return toFragmentView(row);
}

import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { decodeIdCursor, toPage } from "../db/paging.ts";
import { getWorkspaceId, listMemberRows } from "./queries.ts";
import { type MemberView, toMemberView } from "./view.ts";

export async function listMembers(ctx: Context, slug: string, { cursor, limit }: PageInput): Promise<Page<MemberView>> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "member.read", workspaceId);
  const rows = await listMemberRows(ctx.db, workspaceId, decodeIdCursor(cursor), limit + 1);
  return toPage(rows, limit, (row) => [row.userId], toMemberView);
}

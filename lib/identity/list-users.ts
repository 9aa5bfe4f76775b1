import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { decodeIdCursor, type Page, type PageInput, toPage } from "../db/paging.ts";
import { listUserRows } from "./queries.ts";
import { toUserView, type UserView } from "./view.ts";

export async function listUsers(ctx: Context, { cursor, limit }: PageInput): Promise<Page<UserView>> {
  authorizeInstallation(ctx.actor, "user.read");
  const after = decodeIdCursor(cursor);
  const rows = await listUserRows(ctx.db, after, limit + 1);
  return toPage(rows, limit, (row) => [row.id], toUserView);
}

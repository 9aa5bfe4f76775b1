import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { decodeIdCursor, toPage } from "../db/paging.ts";
import type { UserSearch } from "./input.ts";
import { listUserRows } from "./queries.ts";
import { toUserView, type UserView } from "./view.ts";

/** The newest first. */
export async function listUsers(ctx: Context, { cursor, limit, ...wanted }: UserSearch): Promise<Page<UserView>> {
  authorizeInstallation(ctx.actor, "user.read");
  const rows = await listUserRows(ctx.db, wanted, decodeIdCursor(cursor), limit + 1);
  return toPage(rows, limit, (row) => [row.id], toUserView);
}

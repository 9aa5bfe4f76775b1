import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { decodeIdCursor, toPage } from "../db/paging.ts";
import type { TokenQuery } from "./input.ts";
import { authorizedOwner } from "./owner.ts";
import { listTokenRows } from "./queries.ts";
import { type TokenView, toTokenView } from "./view.ts";

/** The newest first, revoked and expired ones too. */
export async function listTokens(ctx: Context, query: TokenQuery): Promise<Page<TokenView>> {
  const { userId, workspaceId } = await authorizedOwner(ctx, query);
  const rows = await listTokenRows(ctx.db, { userId, workspaceId }, decodeIdCursor(query.cursor), query.limit + 1);
  return toPage(rows, query.limit, (row) => [row.id], toTokenView);
}

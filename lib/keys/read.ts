import { authorizeTeam, may } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import { getSubscription } from "../subscriptions/queries.ts";
import { listKeyRows } from "./queries.ts";
import { type KeyView, toKeyView } from "./view.ts";

/** The keys of a subscription, newest first, revoked ones included; never the keys themselves. Its workspace sees them as well. */
export async function listKeys(
  ctx: Context,
  subscriptionId: string,
  { cursor, limit }: PageInput,
): Promise<Page<KeyView>> {
  const subscription = await getSubscription(ctx.db, subscriptionId);
  if (!may(ctx.actor, "subscription.read", subscription.workspaceId)) {
    authorizeTeam(ctx.actor, "key.read", subscription.application.teamId);
  }
  const rows = await listKeyRows(ctx.db, subscriptionId, decodeCursor(cursor, 1)?.[0], limit);
  const now = ctx.now();
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toKeyView(row, now),
  );
}

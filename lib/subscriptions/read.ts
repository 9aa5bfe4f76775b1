import { authorize, authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { authorizeReading, sideOf } from "./access.ts";
import type { ListOwnSubscriptionsInput, ListSubscriptionsInput } from "./input.ts";
import {
  getSubscription,
  listTeamSubscriptionRows,
  listWorkspaceSubscriptionRows,
  type SubscriptionRow,
} from "./queries.ts";
import { type SubscriptionView, toSubscriptionView } from "./view.ts";

/** One subscription, for its team and for the workspace that grants it. */
export async function readSubscription(ctx: Context, id: string): Promise<SubscriptionView> {
  const row = await getSubscription(ctx.db, id);
  authorizeReading(ctx.actor, row);
  return toSubscriptionView(row, ctx.actor, ctx.now());
}

/** The subscriptions to a workspace's products: the approval inbox is those that are `submitted`, oldest first. */
export async function listWorkspaceSubscriptions(
  ctx: Context,
  workspaceSlug: string,
  input: ListSubscriptionsInput,
): Promise<Page<SubscriptionView>> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "subscription.read", workspaceId);
  const rows = await listWorkspaceSubscriptionRows(ctx.db, workspaceId, input, sideOf(ctx.actor));
  return toViews(ctx, rows, input.limit);
}

/** The subscriptions of the actor's teams, in all workspaces. */
export async function listOwnSubscriptions(
  ctx: Context,
  input: ListOwnSubscriptionsInput,
): Promise<Page<SubscriptionView>> {
  const actor = authorizeSelf(ctx.actor, "application.read");
  return toViews(ctx, await listTeamSubscriptionRows(ctx.db, [...actor.teams.keys()], input), input.limit);
}

function toViews(ctx: Context, rows: SubscriptionRow[], limit: number): Page<SubscriptionView> {
  const now = ctx.now();
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toSubscriptionView(row, ctx.actor, now),
  );
}

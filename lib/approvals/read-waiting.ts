import { authorize, may } from "../authz/authorize.ts";
import { actorId } from "../catalog/decision.ts";
import { countRevisionsInReview } from "../catalog/review-queries.ts";
import type { Context } from "../context.ts";
import { sideOf } from "../subscriptions/access.ts";
import { summariseSubmitted } from "../subscriptions/queries.ts";
import { getWorkspace, getWorkspaceId } from "../workspaces/queries.ts";
import type { WaitingView } from "./view.ts";

/** How much waits for the actor: what they may not decide on is not counted. */
export async function readWaiting(ctx: Context, workspaceSlug: string): Promise<WaitingView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "workspace.read", workspaceId);
  const { mayDecideOwnRequest } = await getWorkspace(ctx.db, workspaceId);
  const requests = may(ctx.actor, "subscription.approve", workspaceId)
    ? await summariseSubmitted(ctx.db, workspaceId, mayDecideOwnRequest ? undefined : sideOf(ctx.actor))
    : { count: 0, oldestAt: null };
  const revisions = may(ctx.actor, "revision.review", workspaceId)
    ? await countRevisionsInReview(ctx.db, workspaceId, mayDecideOwnRequest ? null : actorId(ctx.actor))
    : 0;
  return { subscriptions: requests.count, revisions, oldestAt: requests.oldestAt?.toISOString() ?? null };
}

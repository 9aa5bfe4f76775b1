import { authorize, may } from "../authz/authorize.ts";
import { isOwnRevision } from "../catalog/decision.ts";
import { listReviewRows } from "../catalog/review-queries.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { listUserNames } from "../identity/queries.ts";
import { getWorkspace, getWorkspaceId } from "../workspaces/queries.ts";
import { type ReviewView, toReviewView } from "./view.ts";

/** The revisions of a workspace that wait for a review, oldest first. */
export async function listReviews(ctx: Context, workspaceSlug: string, input: PageInput): Promise<Page<ReviewView>> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.read", workspaceId);
  const rows = await listReviewRows(ctx.db, workspaceId, input);
  const { mayDecideOwnRequest } = await getWorkspace(ctx.db, workspaceId);
  const isReviewer = may(ctx.actor, "revision.review", workspaceId);
  const names = await listUserNames(
    ctx.db,
    rows.flatMap(({ submittedById }) => submittedById ?? []),
  );
  return toPage(
    rows,
    input.limit,
    (row) => [row.id],
    (row) =>
      toReviewView(
        row,
        names.get(row.submittedById ?? ""),
        isReviewer && (mayDecideOwnRequest || !isOwnRevision(ctx.actor, row)),
      ),
  );
}

import { listReviews } from "#lib/approvals/list-reviews.ts";
import { reviewView } from "#lib/approvals/view.ts";
import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the revisions that wait for a review",
  operationId: "listReviews",
  params: workspaceParams,
  query: pageInput,
  answers: pageOf(reviewView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listReviews(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

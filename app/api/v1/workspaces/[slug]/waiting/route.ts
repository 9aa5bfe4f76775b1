import { readWaiting } from "#lib/approvals/read-waiting.ts";
import { waitingView } from "#lib/approvals/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "Count what waits for one's decision",
  description: "Requests and revisions that the caller may decide on; their own are not counted.",
  operationId: "readWaiting",
  params: workspaceParams,
  answers: waitingView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readWaiting(ctx, params.slug),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

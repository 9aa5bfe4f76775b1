import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { snapshotListInput } from "#lib/publishing/input.ts";
import { listSnapshots } from "#lib/publishing/read-snapshots.ts";
import { snapshotView } from "#lib/publishing/view.ts";

export const GET = route({
  summary: "List the snapshots of a gateway group",
  description: "The newest first, with what led to each.",
  operationId: "listSnapshots",
  query: snapshotListInput,
  answers: pageOf(snapshotView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { query }) => listSnapshots(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

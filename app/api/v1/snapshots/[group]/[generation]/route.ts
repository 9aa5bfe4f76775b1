import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { snapshotParams } from "#lib/publishing/input.ts";
import { readSnapshot } from "#lib/publishing/read-snapshots.ts";
import { snapshotDetailView } from "#lib/publishing/view.ts";

export const GET = route({
  summary: "Get a snapshot",
  description: "Its parts, what it requires of gateways, and what changed against the one before.",
  operationId: "readSnapshot",
  params: snapshotParams,
  answers: snapshotDetailView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readSnapshot(ctx, params.group, params.generation),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

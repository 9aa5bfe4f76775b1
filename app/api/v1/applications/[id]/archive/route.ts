import { archiveApplication } from "#lib/applications/archive.ts";
import { applicationParams, archiveApplicationInput } from "#lib/applications/input.ts";
import { applicationView } from "#lib/applications/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Archive an application",
  description: "Where subscriptions are open, `subscriptions: cancel` says that they may be cancelled.",
  operationId: "archiveApplication",
  params: applicationParams,
  body: archiveApplicationInput.prefault({}),
  answers: applicationView,
  problems: ["not-permitted", "not-found", "wrong-state", "still-in-use", "precondition-failed"],
  handle: (ctx, { params, body }) => archiveApplication(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

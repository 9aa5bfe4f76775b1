import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { noteInput, subscriptionParams } from "#lib/subscriptions/input.ts";
import { resumeSubscription } from "#lib/subscriptions/resume.ts";
import { subscriptionView } from "#lib/subscriptions/view.ts";

export const POST = route({
  summary: "Resume a suspended subscription",
  operationId: "resumeSubscription",
  params: subscriptionParams,
  body: noteInput.prefault({}),
  answers: subscriptionView,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => resumeSubscription(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

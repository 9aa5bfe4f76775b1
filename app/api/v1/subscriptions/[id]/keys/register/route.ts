import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { registerKeyInput } from "#lib/keys/input.ts";
import { registerKey } from "#lib/keys/register.ts";
import { keyView } from "#lib/keys/view.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";

export const POST = route({
  summary: "Take over a key from another platform",
  operationId: "registerKey",
  params: subscriptionParams,
  body: registerKeyInput,
  answers: keyView,
  status: 201,
  problems: ["not-permitted", "not-found", "wrong-state", "already-exists"],
  handle: (ctx, { params, body }) => registerKey(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

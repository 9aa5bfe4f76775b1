import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { registerClientInput } from "#lib/keys/input.ts";
import { registerClient } from "#lib/keys/register-client.ts";
import { keyView } from "#lib/keys/view.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";

export const POST = route({
  summary: "Enter a client of tokens or a certificate at a subscription",
  operationId: "registerClient",
  params: subscriptionParams,
  body: registerClientInput,
  answers: keyView,
  status: 201,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "already-exists"],
  handle: (ctx, { params, body }) => registerClient(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { keyParams } from "#lib/keys/input.ts";
import { revokeClient } from "#lib/keys/revoke-client.ts";
import { keyView } from "#lib/keys/view.ts";

export const POST = route({
  summary: "Take a client or a certificate out of a subscription",
  operationId: "revokeClient",
  params: keyParams,
  answers: keyView,
  problems: ["not-permitted", "own-request", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => revokeClient(ctx, params.id, params.keyId),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

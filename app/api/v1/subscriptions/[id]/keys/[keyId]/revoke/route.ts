import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { keyParams } from "#lib/keys/input.ts";
import { revokeKey } from "#lib/keys/revoke.ts";
import { keyView } from "#lib/keys/view.ts";

export const POST = route({
  summary: "Revoke a key",
  description: "Every connected gateway refuses it within a second.",
  operationId: "revokeKey",
  params: keyParams,
  answers: keyView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => revokeKey(ctx, params.id, params.keyId),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { keyParams, rotateKeyInput } from "#lib/keys/input.ts";
import { rotateKey } from "#lib/keys/rotate.ts";
import { rotatedKeyView } from "#lib/keys/view.ts";

export const POST = route({
  summary: "Replace a key by a new one",
  description: "The old key works on for `overlap`, a day by default. The new one stands in this answer only.",
  operationId: "rotateKey",
  params: keyParams,
  body: rotateKeyInput.prefault({}),
  answers: rotatedKeyView,
  status: 201,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => rotateKey(ctx, params.id, params.keyId, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

import { gatewayParams, rotateInput } from "#lib/fleet/input.ts";
import { rotateGatewayToken } from "#lib/fleet/rotate-token.ts";
import { gatewayTokenView } from "#lib/fleet/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Rotate a gateway's token",
  description: "The new token stands in this answer only; the old one works until the overlap ends.",
  operationId: "rotateGatewayToken",
  params: gatewayParams,
  body: rotateInput,
  answers: gatewayTokenView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params, body }) => rotateGatewayToken(ctx, params.id, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

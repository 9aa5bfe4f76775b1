import { gatewayParams } from "#lib/fleet/input.ts";
import { revokeGateway } from "#lib/fleet/revoke.ts";
import { gatewayView } from "#lib/fleet/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Revoke a gateway",
  description: "Its token is good for nothing from then on.",
  operationId: "revokeGateway",
  params: gatewayParams,
  answers: gatewayView,
  problems: ["not-permitted", "not-found", "wrong-state", "lost-race"],
  handle: (ctx, { params }) => revokeGateway(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

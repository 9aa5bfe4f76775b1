import { gatewayParams } from "#lib/fleet/input.ts";
import { readGateway } from "#lib/fleet/read-gateway.ts";
import { gatewayView } from "#lib/fleet/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a gateway",
  operationId: "readGateway",
  params: gatewayParams,
  answers: gatewayView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readGateway(ctx, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

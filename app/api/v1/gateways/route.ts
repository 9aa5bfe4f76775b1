import { pageOf } from "#lib/contract/paging.ts";
import { env } from "#lib/env.ts";
import { gatewayInput, gatewayListInput } from "#lib/fleet/input.ts";
import { listGateways } from "#lib/fleet/read-gateway.ts";
import { registerGateway } from "#lib/fleet/register.ts";
import { gatewaySecretView, gatewayView } from "#lib/fleet/view.ts";
import { platform } from "#lib/http/platform.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List gateways",
  description: "With what each serves, what it would not load and why, and when it was last seen.",
  operationId: "listGateways",
  query: gatewayListInput,
  answers: pageOf(gatewayView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listGateways(ctx, query),
});

export const POST = route({
  summary: "Register a gateway",
  description: "Its token and its group's key stand in this answer and can be read nowhere else.",
  operationId: "registerGateway",
  body: gatewayInput,
  answers: gatewaySecretView,
  status: 201,
  location: ({ gateway }) => `/api/v1/gateways/${gateway.id}`,
  problems: ["not-permitted", "not-found", "already-exists"],
  handle: (ctx, { body }) =>
    registerGateway(ctx, { encryptionKey: platform().encryptionKey, signingKey: env.signingKey }, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

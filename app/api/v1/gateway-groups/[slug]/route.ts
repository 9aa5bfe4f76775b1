import { changeGroup } from "#lib/fleet/change-group.ts";
import { groupChange, groupParams } from "#lib/fleet/input.ts";
import { readGroup } from "#lib/fleet/read-group.ts";
import { groupView } from "#lib/fleet/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a gateway group",
  description: "With how its gateways stand, and the parts of its configuration that could not be built.",
  operationId: "readGatewayGroup",
  params: groupParams,
  answers: groupView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readGroup(ctx, params.slug),
});

export const PATCH = route({
  summary: "Change a gateway group",
  operationId: "changeGatewayGroup",
  params: groupParams,
  body: groupChange,
  answers: groupView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => changeGroup(ctx, params.slug, body, ifMatch),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

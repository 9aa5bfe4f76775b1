import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { createGroup } from "#lib/fleet/create-group.ts";
import { groupInput } from "#lib/fleet/input.ts";
import { listGroups } from "#lib/fleet/read-group.ts";
import { groupView } from "#lib/fleet/view.ts";
import { platform } from "#lib/http/platform.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List gateway groups",
  operationId: "listGatewayGroups",
  query: pageInput,
  answers: pageOf(groupView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listGroups(ctx, query),
});

export const POST = route({
  summary: "Create a gateway group",
  operationId: "createGatewayGroup",
  body: groupInput,
  answers: groupView,
  status: 201,
  location: ({ slug }) => `/api/v1/gateway-groups/${slug}`,
  problems: ["not-permitted", "already-exists"],
  handle: (ctx, { body }) => createGroup(ctx, platform().encryptionKey, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

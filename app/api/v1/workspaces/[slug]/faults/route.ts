import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listFaults } from "#lib/publishing/list-faults.ts";
import { faultView } from "#lib/publishing/view.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List the APIs whose newest state could not be built",
  description: "Gateways keep serving the last good form of these until they are mended; at most 20.",
  operationId: "listFaults",
  params: workspaceParams,
  answers: z.object({ items: z.array(faultView) }),
  problems: ["not-permitted", "not-found"],
  handle: async (ctx, { params }) => ({ items: await listFaults(ctx, params.slug) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

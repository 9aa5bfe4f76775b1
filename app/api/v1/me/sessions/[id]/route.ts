import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { endSession } from "#lib/identity/end-session.ts";

export const DELETE = route({
  summary: "End one of one's own sessions",
  operationId: "endSession",
  params: z.object({ id: z.uuid() }),
  problems: ["not-found"],
  handle: (ctx, { params }) => endSession(ctx, params.id),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = refuseOthers({ DELETE });

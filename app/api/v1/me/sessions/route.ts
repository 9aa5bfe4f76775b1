import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { endSessions } from "#lib/identity/end-sessions.ts";
import { listSessions } from "#lib/identity/list-sessions.ts";
import { sessionView } from "#lib/identity/view.ts";

export const GET = route({
  summary: "List one's own sessions",
  description: "The latest hundred that have not ended.",
  operationId: "listSessions",
  answers: z.object({ items: z.array(sessionView) }),
  handle: async (ctx) => ({ items: await listSessions(ctx) }),
});

export const DELETE = route({
  summary: "End all of one's own sessions",
  operationId: "endSessions",
  handle: (ctx) => endSessions(ctx),
});

export const { POST, PUT, PATCH, OPTIONS } = refuseOthers({ GET, DELETE });

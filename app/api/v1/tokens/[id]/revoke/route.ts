import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { revokeToken } from "#lib/tokens/revoke.ts";
import { tokenView } from "#lib/tokens/view.ts";

export const POST = route({
  summary: "Revoke an access token",
  operationId: "revokeToken",
  params: z.object({ id: z.uuid() }),
  answers: tokenView,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params }) => revokeToken(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

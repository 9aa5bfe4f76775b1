import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { blockUser } from "#lib/identity/block.ts";
import { userView } from "#lib/identity/view.ts";

export const POST = route({
  summary: "Block a user",
  operationId: "blockUser",
  params: z.object({ id: z.uuid() }),
  answers: userView,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params }) => blockUser(ctx, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

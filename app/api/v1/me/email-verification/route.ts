import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { requestVerification } from "#lib/identity/request-verification.ts";

export const POST = route({
  summary: "Have the mail sent again that confirms one's own address",
  operationId: "requestEmailVerification",
  status: 202,
  problems: ["wrong-state"],
  handle: (ctx) => requestVerification(ctx),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

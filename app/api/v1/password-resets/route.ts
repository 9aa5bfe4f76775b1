import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { resetRequestInput } from "#lib/identity/input.ts";
import { requestPasswordReset } from "#lib/identity/request-password-reset.ts";

export const POST = route({
  summary: "Ask for a link to replace a forgotten password",
  description: "It is mailed. The answer is the same whether or not there is such an account.",
  operationId: "requestPasswordReset",
  auth: "none",
  body: resetRequestInput,
  status: 202,
  handle: (ctx, { body }) => requestPasswordReset(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

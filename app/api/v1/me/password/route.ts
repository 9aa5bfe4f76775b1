import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changePassword } from "#lib/identity/change-password.ts";
import { passwordInput } from "#lib/identity/input.ts";

export const POST = route({
  summary: "Change one's own password",
  description: "Needs the present one, and ends every session.",
  operationId: "changePassword",
  body: passwordInput,
  handle: (ctx, { body }) => changePassword(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

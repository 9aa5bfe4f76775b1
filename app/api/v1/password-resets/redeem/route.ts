import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { passwordResetInput } from "#lib/identity/input.ts";
import { resetPassword } from "#lib/identity/reset-password.ts";

export const POST = route({
  summary: "Set a new password with what a mailed link holds",
  description: "Works once, and ends every session.",
  operationId: "resetPassword",
  auth: "none",
  body: passwordResetInput,
  problems: ["link-not-valid"],
  handle: (ctx, { body }) => resetPassword(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { proofInput } from "#lib/identity/input.ts";
import { verifyEmail } from "#lib/identity/verify-email.ts";

export const POST = route({
  summary: "Confirm an e-mail address with what a mailed link holds",
  operationId: "verifyEmail",
  auth: "none",
  body: proofInput,
  problems: ["link-not-valid"],
  handle: (ctx, { body }) => verifyEmail(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

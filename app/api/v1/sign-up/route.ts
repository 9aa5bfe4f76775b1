import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { signUpInput } from "#lib/identity/input.ts";
import { signUp } from "#lib/identity/sign-up.ts";
import { userView } from "#lib/identity/view.ts";

export const POST = route({
  summary: "Create an account",
  description: "Makes a user and their personal team. Sign in afterwards.",
  operationId: "signUp",
  auth: "none",
  body: signUpInput,
  answers: userView,
  status: 201,
  problems: ["already-exists"],
  handle: (ctx, { body }) => signUp(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

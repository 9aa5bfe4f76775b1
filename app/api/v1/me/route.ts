import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changeProfile } from "#lib/identity/change-profile.ts";
import { profileInput } from "#lib/identity/input.ts";
import { readMe } from "#lib/identity/read-me.ts";
import { meView, userView } from "#lib/identity/view.ts";

export const GET = route({
  summary: "Tell who is signed in, and what they may do",
  operationId: "readMe",
  answers: meView,
  handle: (ctx) => readMe(ctx),
});

export const PATCH = route({
  summary: "Change one's own profile",
  operationId: "changeProfile",
  body: profileInput,
  answers: userView,
  handle: (ctx, { body }) => changeProfile(ctx, body),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

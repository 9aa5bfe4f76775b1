import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { trialInput } from "#lib/trials/input.ts";
import { sendTrial } from "#lib/trials/send.ts";
import { trialView } from "#lib/trials/view.ts";

export const POST = route({
  summary: "Call an operation through its gateway for a reader of the portal",
  body: trialInput,
  bodyBytesMax: 1_600_000,
  answers: trialView,
  auth: "optional",
  handle: (ctx, { body }) => sendTrial(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

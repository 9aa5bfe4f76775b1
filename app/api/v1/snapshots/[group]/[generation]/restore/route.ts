import { readSigningKey } from "#lib/crypto/sign.ts";
import { env } from "#lib/env.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { restoreInput, snapshotParams } from "#lib/publishing/input.ts";
import { restoreSnapshot } from "#lib/publishing/restore.ts";
import { snapshotView } from "#lib/publishing/view.ts";

export const POST = route({
  summary: "Put an earlier snapshot back",
  description: "As a new generation. Keys and subscriptions stay as they are: what was revoked does not come back.",
  operationId: "restoreSnapshot",
  params: snapshotParams,
  body: restoreInput,
  answers: snapshotView,
  status: 201,
  problems: ["not-permitted", "not-found", "wrong-state", "snapshot-not-loadable"],
  handle: (ctx, { params, body }) =>
    restoreSnapshot(ctx, readSigningKey(env.signingKey), params.group, params.generation, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

import { apiParams } from "#lib/catalog/input.ts";
import { readSigningKey } from "#lib/crypto/sign.ts";
import { env } from "#lib/env.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { traceTokenInput } from "#lib/traces/input.ts";
import { issueTraceToken } from "#lib/traces/issue-token.ts";
import { traceTokenView } from "#lib/traces/view.ts";

export const POST = route({
  summary: "Make a token with which calls are traced",
  description:
    "Calls of this API that carry it in the header gatehouse-trace are recorded step by step. It works for an hour at most, and stands in this answer alone.",
  operationId: "createTraceToken",
  params: apiParams,
  body: traceTokenInput,
  answers: traceTokenView,
  status: 201,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, body }) =>
    issueTraceToken(ctx, () => readSigningKey(env.signingKey), params.slug, params.api, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

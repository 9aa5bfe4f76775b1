import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createToken } from "#lib/tokens/create.ts";
import { tokenInput, tokenQuery } from "#lib/tokens/input.ts";
import { listTokens } from "#lib/tokens/list.ts";
import { newTokenView, tokenView } from "#lib/tokens/view.ts";

export const GET = route({
  summary: "List access tokens",
  description: "One's own, or with `kind` those of a workspace or of the installation.",
  operationId: "listTokens",
  query: tokenQuery,
  answers: pageOf(tokenView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { query }) => listTokens(ctx, query),
});

export const POST = route({
  summary: "Create an access token",
  description: "The token stands in this answer and can be read nowhere else. It may do no more than its maker.",
  operationId: "createToken",
  body: tokenInput,
  answers: newTokenView,
  status: 201,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { body }) => createToken(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createKey } from "#lib/keys/create.ts";
import { createKeyInput } from "#lib/keys/input.ts";
import { listKeys } from "#lib/keys/read.ts";
import { keyView, newKeyView } from "#lib/keys/view.ts";
import { subscriptionParams } from "#lib/subscriptions/input.ts";

export const GET = route({
  summary: "List the keys of a subscription",
  operationId: "listKeys",
  params: subscriptionParams,
  query: pageInput,
  answers: pageOf(keyView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listKeys(ctx, params.id, query),
});

export const POST = route({
  summary: "Create a key",
  description: "The key stands in this answer and can be read nowhere else.",
  operationId: "createKey",
  params: subscriptionParams,
  body: createKeyInput.prefault({}),
  answers: newKeyView,
  status: 201,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params, body }) => createKey(ctx, params.id, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

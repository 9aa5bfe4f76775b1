import { pageOf } from "#lib/contract/paging.ts";
import { platform } from "#lib/http/platform.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createNamedValue } from "#lib/policies/create-named-value.ts";
import { listNamedValuesInput, namedValueInput, policyParams } from "#lib/policies/input.ts";
import { listNamedValues } from "#lib/policies/read-named-values.ts";
import { namedValueView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "List the named values of a workspace",
  description: "Secrets stand here by name only.",
  operationId: "listNamedValues",
  params: policyParams,
  query: listNamedValuesInput,
  answers: pageOf(namedValueView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listNamedValues(ctx, params.slug, query),
});

export const POST = route({
  summary: "Create a named value",
  description: "`{{name}}` stands for it in policies. A secret can be written and never read again.",
  operationId: "createNamedValue",
  params: policyParams,
  body: namedValueInput,
  answers: namedValueView,
  status: 201,
  problems: ["not-permitted", "not-found", "already-exists"],
  handle: (ctx, { params, body }) => createNamedValue(ctx, platform().encryptionKey, params.slug, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

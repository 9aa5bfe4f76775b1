import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { namedValueParams } from "#lib/policies/input.ts";
import { readNamedValueUses } from "#lib/policies/read-named-values.ts";
import { namedValueUses } from "#lib/policies/view.ts";

export const GET = route({
  summary: "List where policies name a value",
  operationId: "readNamedValueUses",
  params: namedValueParams,
  answers: namedValueUses,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readNamedValueUses(ctx, params.slug, params.name),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { effectivePoliciesQuery, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { readEffectivePolicies } from "#lib/catalog/read-effective.ts";
import { effectiveDocument } from "#lib/contract/snapshot.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get the policies that a call would meet, with the scope of each step",
  operationId: "readEffectivePolicies",
  params: revisionParams,
  query: effectivePoliciesQuery,
  answers: effectiveDocument,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => readEffectivePolicies(ctx, toPlace(params), query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

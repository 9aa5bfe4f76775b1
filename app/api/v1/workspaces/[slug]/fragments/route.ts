import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { policyParams } from "#lib/policies/input.ts";
import { listPolicyFragments } from "#lib/policies/read-fragments.ts";
import { fragmentView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "List the policy fragments of a workspace",
  operationId: "listFragments",
  params: policyParams,
  query: pageInput,
  answers: pageOf(fragmentView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listPolicyFragments(ctx, params.slug, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

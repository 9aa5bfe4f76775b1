import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { productPolicyParams } from "#lib/policies/input.ts";
import { putPolicies } from "#lib/policies/put-document.ts";
import { readPolicies } from "#lib/policies/read-document.ts";
import { policyDocumentView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "Get the policies of a product",
  description: "They run for every call that reaches an API through the product.",
  operationId: "readProductPolicies",
  params: productPolicyParams,
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readPolicies(ctx, { workspace: params.slug, product: params.product }),
});

export const PUT = route({
  summary: "Put the policies of a product in force",
  operationId: "putProductPolicies",
  params: productPolicyParams,
  body: z.unknown(),
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) =>
    putPolicies(ctx, { workspace: params.slug, product: params.product }, body, ifMatch),
});

export const { POST, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, PUT });

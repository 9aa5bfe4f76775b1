import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { policyParams } from "#lib/policies/input.ts";
import { putPolicies } from "#lib/policies/put-document.ts";
import { readPolicies } from "#lib/policies/read-document.ts";
import { policyDocumentView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "Get the policies of a workspace",
  description: "They run around those of its products, APIs and operations, where these say `base`.",
  operationId: "readWorkspacePolicies",
  params: policyParams,
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readPolicies(ctx, { workspace: params.slug }),
});

export const PUT = route({
  summary: "Put the policies of a workspace in force",
  operationId: "putWorkspacePolicies",
  params: policyParams,
  body: z.unknown(),
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => putPolicies(ctx, { workspace: params.slug }, body, ifMatch),
});

export const { POST, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, PUT });

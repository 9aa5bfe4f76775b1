import { z } from "zod";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { putInstallationPolicies } from "#lib/policies/put-document.ts";
import { readInstallationPolicies } from "#lib/policies/read-document.ts";
import { policyDocumentView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "Get the policies of the installation",
  description: "They run around those of every workspace, where these say `base`.",
  operationId: "readInstallationPolicies",
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted"],
  handle: (ctx) => readInstallationPolicies(ctx),
});

export const PUT = route({
  summary: "Put the policies of the installation in force",
  operationId: "putInstallationPolicies",
  body: z.unknown(),
  answers: policyDocumentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "precondition-failed"],
  handle: (ctx, { body, ifMatch }) => putInstallationPolicies(ctx, body, ifMatch),
});

export const { POST, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, PUT });

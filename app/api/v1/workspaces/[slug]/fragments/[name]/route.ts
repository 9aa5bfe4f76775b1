import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { deleteFragment } from "#lib/policies/delete-fragment.ts";
import { fragmentInput, fragmentParams } from "#lib/policies/input.ts";
import { putFragment } from "#lib/policies/put-fragment.ts";
import { readFragment } from "#lib/policies/read-fragments.ts";
import { fragmentView } from "#lib/policies/view.ts";

export const GET = route({
  summary: "Get a policy fragment",
  operationId: "readFragment",
  params: fragmentParams,
  answers: fragmentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readFragment(ctx, params.slug, params.name),
});

export const PUT = route({
  summary: "Put steps under a name that policies can include",
  description: "Steps as in a section of a policy document; `include-fragment: { fragment: name }` stands for them.",
  operationId: "putFragment",
  params: fragmentParams,
  body: fragmentInput,
  answers: fragmentView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => putFragment(ctx, params.slug, params.name, body.steps, ifMatch),
});

export const DELETE = route({
  summary: "Delete a policy fragment",
  description: "Refused while a document or another fragment includes it.",
  operationId: "deleteFragment",
  params: fragmentParams,
  problems: ["not-permitted", "not-found", "still-in-use", "precondition-failed"],
  handle: (ctx, { params, ifMatch }) => deleteFragment(ctx, params.slug, params.name, ifMatch),
});

export const { POST, PATCH, OPTIONS } = refuseOthers({ GET, PUT, DELETE });

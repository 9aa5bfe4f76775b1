import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changePlan } from "#lib/products/change-plan.ts";
import { changePlanInput, planParams } from "#lib/products/input.ts";
import { readPlan } from "#lib/products/read.ts";
import { planView } from "#lib/products/view.ts";

export const GET = route({
  summary: "Get a plan",
  operationId: "readPlan",
  params: planParams,
  answers: planView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readPlan(ctx, params.slug, params.product, params.plan),
});

export const PATCH = route({
  summary: "Change a plan",
  description: "Limits count at once for everybody who has the plan.",
  operationId: "changePlan",
  params: planParams,
  body: changePlanInput,
  answers: planView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => changePlan(ctx, params.slug, params.product, params.plan, body, ifMatch),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

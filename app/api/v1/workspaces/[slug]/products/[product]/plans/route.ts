import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { createPlan } from "#lib/products/create-plan.ts";
import { createPlanInput, productParams } from "#lib/products/input.ts";
import { listPlans } from "#lib/products/read.ts";
import { planView } from "#lib/products/view.ts";

export const GET = route({
  summary: "List the plans of a product",
  operationId: "listPlans",
  params: productParams,
  query: pageInput,
  answers: pageOf(planView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listPlans(ctx, params.slug, params.product, query),
});

export const POST = route({
  summary: "Add a plan to a product",
  operationId: "createPlan",
  params: productParams,
  body: createPlanInput,
  answers: planView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "already-exists"],
  handle: (ctx, { params, body }) => createPlan(ctx, params.slug, params.product, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

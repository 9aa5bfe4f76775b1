import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { archivePlan } from "#lib/products/archive-plan.ts";
import { planParams } from "#lib/products/input.ts";
import { planView } from "#lib/products/view.ts";

export const POST = route({
  summary: "Offer a plan no longer",
  operationId: "archivePlan",
  params: planParams,
  answers: planView,
  problems: ["not-permitted", "not-found", "wrong-state", "precondition-failed"],
  handle: (ctx, { params, ifMatch }) => archivePlan(ctx, params.slug, params.product, params.plan, ifMatch),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ POST });

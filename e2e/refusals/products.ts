import * as application from "../../app/api/v1/applications/[id]/route.ts";
import * as applications from "../../app/api/v1/applications/route.ts";
import * as approve from "../../app/api/v1/subscriptions/[id]/approve/route.ts";
import * as keys from "../../app/api/v1/subscriptions/[id]/keys/route.ts";
import * as subscription from "../../app/api/v1/subscriptions/[id]/route.ts";
import * as ownSubscriptions from "../../app/api/v1/subscriptions/route.ts";
import * as purge from "../../app/api/v1/workspaces/[slug]/apis/[api]/cache/purge/route.ts";
import * as archive from "../../app/api/v1/workspaces/[slug]/products/[product]/plans/[plan]/archive/route.ts";
import * as plan from "../../app/api/v1/workspaces/[slug]/products/[product]/plans/[plan]/route.ts";
import * as plans from "../../app/api/v1/workspaces/[slug]/products/[product]/plans/route.ts";
import * as publish from "../../app/api/v1/workspaces/[slug]/products/[product]/publish/route.ts";
import * as retire from "../../app/api/v1/workspaces/[slug]/products/[product]/retire/route.ts";
import * as product from "../../app/api/v1/workspaces/[slug]/products/[product]/route.ts";
import * as unpublish from "../../app/api/v1/workspaces/[slug]/products/[product]/unpublish/route.ts";
import * as products from "../../app/api/v1/workspaces/[slug]/products/route.ts";
import * as subscriptions from "../../app/api/v1/workspaces/[slug]/subscriptions/route.ts";
import type { Refused } from "./table.ts";

const inWorkspace = ({ slug }: { slug: string }) => ({ slug });
const ofProduct = ({ slug }: { slug: string }) => ({ slug, product: "orders" });
const ofPlan = ({ slug }: { slug: string }) => ({ slug, product: "orders", plan: "pro" });
const nobodys = () => ({ id: "00000000-0000-7000-8000-000000000000" });
const named = () => ({ slug: "pro", name: "Pro" });
const change = { scope: "workspace", tooSmall: "approver" } as const;

/** Stored answers, products, plans, applications, subscriptions and keys. What one subscription refuses stands beside its verbs. */
export const productRefusals: Refused[] = [
  { handler: purge.POST, ...change, params: ({ slug }) => ({ slug, api: "orders" }), body: () => ({ all: true }) },
  { handler: products.GET, scope: "workspace", params: inWorkspace },
  { handler: products.POST, ...change, params: inWorkspace, body: named },
  { handler: product.PATCH, ...change, params: ofProduct, body: () => ({ name: "New" }) },
  { handler: product.DELETE, ...change, params: ofProduct },
  { handler: publish.POST, ...change, params: ofProduct },
  { handler: unpublish.POST, ...change, params: ofProduct, body: () => ({}) },
  { handler: retire.POST, ...change, params: ofProduct, body: () => ({}) },
  { handler: plans.POST, ...change, params: ofProduct, body: named },
  { handler: plan.PATCH, ...change, params: ofPlan, body: () => ({ name: "New" }) },
  { handler: archive.POST, ...change, params: ofPlan },
  { handler: subscriptions.GET, scope: "workspace", params: inWorkspace },
  { handler: applications.GET, scope: "self" },
  { handler: applications.POST, scope: "self", body: () => ({ name: "Checkout" }) },
  { handler: application.GET, scope: "self", params: nobodys },
  { handler: ownSubscriptions.GET, scope: "self" },
  { handler: subscription.GET, scope: "self", params: nobodys },
  { handler: approve.POST, scope: "self", params: nobodys, body: () => ({}) },
  { handler: keys.POST, scope: "self", params: nobodys, body: () => ({}) },
];

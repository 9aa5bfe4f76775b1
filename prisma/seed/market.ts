import { createApplication } from "../../lib/applications/create.ts";
import type { Context } from "../../lib/context.ts";
import { createKey } from "../../lib/keys/create.ts";
import { createProduct } from "../../lib/products/create.ts";
import { createPlan } from "../../lib/products/create-plan.ts";
import { publishProduct } from "../../lib/products/publish.ts";
import { approveSubscription } from "../../lib/subscriptions/approve.ts";
import { requestSubscription } from "../../lib/subscriptions/request.ts";
import { products, WORKSPACE } from "./fernwood.ts";

/** `<product>/<plan>` → the plan's id. */
export type PlanIds = Map<string, string>;

export async function offerProducts(publisher: Context): Promise<PlanIds> {
  const planIds: PlanIds = new Map();
  for (const { product, plans } of products) {
    await createProduct(publisher, WORKSPACE.slug, product);
    for (const plan of plans) {
      const { id } = await createPlan(publisher, WORKSPACE.slug, product.slug, plan);
      planIds.set(`${product.slug}/${plan.slug}`, id);
    }
    await publishProduct(publisher, WORKSPACE.slug, product.slug);
  }
  return planIds;
}

/** The developer of the demo: one subscription that works, with a key, and one that waits for an approver. */
export async function buyAsDeveloper(
  developer: Context,
  planIds: PlanIds,
): Promise<{ subscriptionId: string; key: string }> {
  const shop = await createApplication(developer, {
    name: "Potting Shed shop",
    description: "Online shop for balcony gardeners.",
  });
  const active = await requestSubscription(developer, {
    applicationId: shop.id,
    planId: planOf(planIds, "order-desk/starter"),
    reason: "Orders from our shop",
    answers: {},
  });
  const { key } = await createKey(developer, active.id, { label: "Development" });
  await requestSubscription(developer, {
    applicationId: shop.id,
    planId: planOf(planIds, "payments/merchant"),
    reason: "We would like to take card payments in our own checkout.",
    answers: { company: "Potting Shed Ltd., Bristol", volume: "About 2,000", website: "https://pottingshed.example" },
    acceptedTermsVersion: 1,
  });
  return { subscriptionId: active.id, key };
}

/** Another buyer: an automatic plan and one that the approver grants. Returns the subscriptions by product. */
export async function buyAsPartner(
  buyer: Context,
  approver: Context,
  name: string,
  planIds: PlanIds,
): Promise<Map<string, string>> {
  const { id: applicationId } = await createApplication(buyer, { name, description: "" });
  const request = (plan: string, reason: string) =>
    requestSubscription(buyer, { applicationId, planId: planOf(planIds, plan), reason, answers: {} });

  const data = await request("product-data/open", "Articles for our listing");
  const orders = await request("order-desk/business", "We resell your range in two countries.");
  await approveSubscription(approver, orders.id, { note: "Contract signed." });
  const parcels = await request("parcel-service/trial", "Trying your labels");
  return new Map([
    ["product-data", data.id],
    ["order-desk", orders.id],
    ["parcel-service", parcels.id],
  ]);
}

function planOf(planIds: PlanIds, name: string): string {
  const id = planIds.get(name);
  if (id === undefined) throw new Error(`The demo has no plan ${name}.`);
  return id;
}

import { Problem } from "../contract/problem.ts";

export const productStates = ["draft", "published", "retired"] as const;
export const productEvents = ["publish", "unpublish", "retire"] as const;
export type ProductState = (typeof productStates)[number];
export type ProductEvent = (typeof productEvents)[number];

/** `retired` is the end: what has been sold is not sold again under other conditions. */
const transitions: Record<ProductState, Partial<Record<ProductEvent, ProductState>>> = {
  draft: { publish: "published" },
  published: { unpublish: "draft", retire: "retired" },
  retired: {},
};

/** The state after an event; `wrong-state` when the table has no such edge. */
export function nextProductState(state: ProductState, event: ProductEvent): ProductState {
  const to = transitions[state][event];
  if (to === undefined) throw new Problem("wrong-state", `The product is ${state}.`, { state });
  return to;
}

/** Only an offer that opens something can be taken. */
export function assertPublishable(product: { apis: unknown[]; openPlans: number }): void {
  if (product.apis.length === 0) throw new Problem("wrong-state", "The product holds no API yet.");
  if (product.openPlans === 0) throw new Problem("wrong-state", "The product has no plan to subscribe to yet.");
}

/** The column writes the value with an underscore, which an enum of Postgres in Prisma needs. */
export function toVisibilityColumn(visibility: "public" | "signed-in" | "restricted" | undefined) {
  return visibility === "signed-in" ? ("signed_in" as const) : visibility;
}

import { expect, test } from "vitest";
import { assertPublishable, nextProductState, productEvents, productStates } from "./product.ts";

/** State → event → state, every pair; a dot refuses. */
const expected = {
  draft: { publish: "published", unpublish: ".", retire: "." },
  published: { publish: ".", unpublish: "draft", retire: "retired" },
  retired: { publish: ".", unpublish: ".", retire: "." },
};

const cases = productStates.flatMap((state) =>
  productEvents.map((event) => [state, event, expected[state][event]] as const),
);

test.each(cases)("%s, %s: %s", (state, event, to) => {
  const walk = () => nextProductState(state, event);
  if (to === ".") expect(walk).toThrow(`The product is ${state}.`);
  else expect(walk()).toBe(to);
});

test("a product without APIs or without plans is not published", () => {
  expect(() => assertPublishable({ apis: [], openPlans: 1 })).toThrow("holds no API");
  expect(() => assertPublishable({ apis: ["orders"], openPlans: 0 })).toThrow("no plan");
  expect(() => assertPublishable({ apis: ["orders"], openPlans: 1 })).not.toThrow();
});

import { expect, test } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

test("a value is added by its dimensions", () => {
  const exchange = testExchange({ headers: { "x-tenant": "blue" }, body: '{"items":[1,2,3]}' });
  compilePolicy("emit-metric", {
    name: "items",
    value: "${ size(request.body.items) }",
    dimensions: [
      { name: "tenant", value: "${ request.header('x-tenant') }" },
      { name: "where", value: "edge" },
    ],
    "max-values": 10,
  })(exchange);
  expect(exchange.counted).toEqual([
    {
      name: "items",
      value: 3,
      valuesMax: 10,
      dimensions: [
        ["tenant", "blue"],
        ["where", "edge"],
      ],
    },
  ]);
});

test("without a value, calls are counted", () => {
  const exchange = testExchange();
  compilePolicy("emit-metric", { name: "orders" })(exchange);
  expect(exchange.counted).toEqual([{ name: "orders", value: 1, valuesMax: 100, dimensions: [] }]);
});

test.each([
  ["that is no number", "${ request.path }"],
  ["that cannot be read", "${ variables.missing }"],
])("a value %s is not added, and the call goes on", (_, value) => {
  const exchange = testExchange();
  expect(compilePolicy("emit-metric", { name: "orders", value })(exchange)).toBeUndefined();
  expect(exchange.counted).toEqual([]);
});

test.each([
  ["a name with a unit of the gateway's", { name: "orders_total" }],
  ["a name that Prometheus could not read", { name: "my orders" }],
  ["a dimension of Prometheus' own", { name: "orders", dimensions: [{ name: "le", value: "1" }] }],
  [
    "a dimension twice",
    {
      name: "orders",
      dimensions: [
        { name: "a", value: "1" },
        { name: "a", value: "2" },
      ],
    },
  ],
  ["an expression that cannot be", { name: "orders", value: "${ 1 + }" }],
])("%s is refused when it is saved", (_, config) => {
  expect(() => compilePolicy("emit-metric", config)).toThrow();
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("set-query-parameter", () => {
  it.each([
    ["override", "a=1&b=2&a=3", "x y", "b=2&a=x%20y"],
    ["override", "", "1", "a=1"],
    ["skip", "a=1", "2", undefined],
    ["skip", "b=1", "2", "b=1&a=2"],
    ["append", "a=1", ["2", "3"], "a=1&a=2&a=3"],
    ["delete", "a=1&b=%20&%61=2&a", undefined, "b=%20"],
    ["override", "b=1", "1&c=2#d", "b=1&a=1%26c%3D2%23d"],
  ])("%s over ?%s with %j gives ?%s", (action, query, value, expected) => {
    const exchange = testExchange({ query });
    compilePolicy("set-query-parameter", { name: "a", action, ...(value === undefined ? {} : { value }) })(exchange);
    expect(exchange.sentQuery).toBe(expected);
  });

  it.each([[{ name: "a" }], [{ name: "", value: "1" }], [{ name: "a", value: "1", action: "delete" }]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("set-query-parameter", config)).toThrow();
    },
  );
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("cache-lookup", () => {
  it.each([
    [{ "vary-by-header": ["no header"] }],
    [{ "wait-timeout": "61s" }],
    [{ "request-directives": "sometimes" }],
    [{ "vary-by-query-parameter": [""] }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("cache-lookup", config)).toThrow();
  });

  it("tells callers apart unless it is told otherwise, and the whole query", () => {
    expect(rulesOf({})).toEqual({
      stepId: "test/cache-lookup",
      variesByCaller: true,
      headers: [],
      queryParameters: undefined,
      honoursRequest: true,
      waitMs: 5_000,
    });
  });

  it("makes one key of names whatever their order and case", () => {
    const rules = rulesOf({ "vary-by-header": ["X-B", "x-a"], "vary-by-query-parameter": ["b", "a"] });
    expect(rules).toMatchObject({ headers: ["x-a", "x-b"], queryParameters: ["a", "b"] });
  });
});

function rulesOf(config: unknown) {
  const exchange = testExchange();
  compilePolicy("cache-lookup", config)(exchange);
  return exchange.lookedUp[0];
}

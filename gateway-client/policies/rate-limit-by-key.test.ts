import { describe, expect, it } from "vitest";
import { preparePolicy } from "./registry.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const RULE = { calls: 10, "renewal-period": "60s", "counter-key": `\${request.header('x-user')}` };
const as = (user: string) => testExchange({ headers: { "x-user": user }, response: { status: 500 } });
const counterOf = (config: unknown, user: string, id = "a") => {
  const exchange = as(user);
  preparePolicy("rate-limit-by-key", config, { id, scope: "api", section: "inbound" }).handle(exchange);
  return exchange.taken[0]?.key;
};

describe("rate-limit-by-key", () => {
  it("counts each key for itself, and each policy", () => {
    expect(counterOf(RULE, "ada")).toEqual(counterOf(RULE, "ada"));
    expect(counterOf(RULE, "ada")).not.toEqual(counterOf(RULE, "bob"));
    expect(counterOf(RULE, "ada")).not.toEqual(counterOf(RULE, "ada", "b"));
  });

  it("shares counters when it is told to", () => {
    const shared = { ...RULE, scope: "global" };
    expect(counterOf(shared, "ada")).toEqual(counterOf(shared, "ada", "b"));
  });

  it("counts a call for more than one", () => {
    const exchange = as("ada");
    compilePolicy("rate-limit-by-key", { ...RULE, "increment-count": 5 })(exchange);
    expect(exchange.taken).toMatchObject([{ count: 5 }]);
  });

  it.each([
    [500, [{ count: 0 }, { added: 1 }]],
    [200, [{ count: 0 }]],
  ])("counts by its condition once the answer has the status %i", (status, taken) => {
    const exchange = as("ada");
    compilePolicy("rate-limit-by-key", { ...RULE, "increment-condition": "response.status >= 500" })(exchange);
    expect(exchange.taken).toHaveLength(1);
    exchange.end({ status });
    expect(exchange.taken).toHaveLength(taken.length);
    expect(exchange.taken).toMatchObject(taken);
  });

  it("refuses when nothing is left", () => {
    const limit = { calls: 10, periodMs: 60_000 };
    const exchange = testExchange({ take: { isAllowed: false, limit, remaining: 0, resetMs: 1_500 } });
    expect(compilePolicy("rate-limit-by-key", RULE)(exchange)).toMatchObject({
      problem: "rate-limit-exceeded",
      retryAfterSeconds: 2,
    });
  });

  it.each([
    [{ calls: 1, "renewal-period": "60s" }],
    [{ ...RULE, "counter-key": `\${response.status}` }],
    [{ ...RULE, "increment-condition": "request.method" }],
    [{ ...RULE, scope: "node" }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("rate-limit-by-key", config)).toThrow();
  });
});

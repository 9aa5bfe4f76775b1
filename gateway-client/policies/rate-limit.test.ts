import { describe, expect, it } from "vitest";
import { counterKey } from "./counter-key.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const caller = (subscription: string) => ({
  subscription,
  application: "app",
  plan: "plan",
  product: "product",
  counterKey: counterKey(subscription),
});
const RULE = { calls: 100, "renewal-period": "60s" };

describe("rate-limit", () => {
  it("counts each subscription for itself", () => {
    const handle = compilePolicy("rate-limit", RULE);
    const keys = ["a", "b", "a"].map((name) => {
      const exchange = testExchange({ caller: caller(name) });
      handle(exchange);
      return exchange.taken[0]?.key;
    });
    expect(keys[0]).toEqual(keys[2]);
    expect(keys[0]).not.toEqual(keys[1]);
  });

  it("has one counter for callers without a subscription", () => {
    const exchange = testExchange();
    compilePolicy("rate-limit", RULE)(exchange);
    expect(exchange.taken).toEqual([
      { key: counterKey("policy:test/rate-limit"), limits: [{ calls: 100, periodMs: 60_000 }], count: 1 },
    ]);
  });

  it("says what is left", () => {
    const limit = { calls: 100, periodMs: 60_000 };
    const exchange = testExchange({ take: { isAllowed: true, limit, remaining: 41, resetMs: 59_001 } });
    expect(compilePolicy("rate-limit", { ...RULE, "remaining-calls-header-name": "X-Left" })(exchange)).toBeUndefined();
    expect(exchange.answerHeaders).toEqual({
      "ratelimit-policy": '"policy";q=100;w=60',
      ratelimit: '"policy";r=41;t=60',
      "x-left": "41",
    });
  });

  it("refuses the call beyond the limit and says when to come back", () => {
    const limit = { calls: 100, periodMs: 60_000 };
    const exchange = testExchange({ take: { isAllowed: false, limit, remaining: 0, resetMs: 2_100 } });
    const outcome = compilePolicy("rate-limit", { ...RULE, "retry-after-header-name": "x-wait" })(exchange);
    expect(outcome).toMatchObject({ problem: "rate-limit-exceeded", retryAfterSeconds: 3 });
    expect(exchange.answerHeaders).toMatchObject({ ratelimit: '"policy";r=0;t=3', "x-wait": "3" });
  });

  it("takes several limits, and of one period the strictest", () => {
    const limits = [RULE, { calls: 5, "renewal-period": "1s" }, { calls: 50, "renewal-period": "1m" }];
    const exchange = testExchange();
    compilePolicy("rate-limit", { limits })(exchange);
    expect(exchange.taken[0]?.limits).toEqual([
      { calls: 50, periodMs: 60_000 },
      { calls: 5, periodMs: 1_000 },
    ]);
  });

  it.each([
    [{ calls: 0, "renewal-period": "60s" }],
    [{ calls: 10, "renewal-period": "10ms" }],
    [{ calls: 10, "renewal-period": "60" }],
    [{ calls: 10 }],
    [{ limits: [] }],
    [{ ...RULE, burst: 3 }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("rate-limit", config)).toThrow();
  });
});

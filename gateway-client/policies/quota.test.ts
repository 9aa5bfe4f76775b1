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
const QUOTA = { calls: 10, "renewal-period": "1d" };

describe("quota", () => {
  it("counts each subscription for itself", () => {
    const handle = compilePolicy("quota", QUOTA);
    const [a, b, again] = ["a", "b", "a"].map((name) => {
      const exchange = testExchange({ caller: caller(name) });
      handle(exchange);
      return exchange.quotaTaken[0]?.key;
    });
    expect(a).toEqual(again);
    expect(a).not.toEqual(b);
  });

  it("refuses when it is used up", () => {
    const exchange = testExchange({ quotaTake: { isAllowed: false, resetMs: 61_000 } });
    expect(compilePolicy("quota", { ...QUOTA, status: 429 })(exchange)).toMatchObject({
      problem: "quota-exceeded",
      retryAfterSeconds: 61,
      status: 429,
    });
  });

  it("counts the bytes of a call when it is over", () => {
    const exchange = testExchange();
    compilePolicy("quota", { bandwidth: "1MiB", "renewal-period": "1d" })(exchange);
    expect(exchange.quotaTaken).toMatchObject([{ quota: { bytes: 1024 * 1024 } }]);
    exchange.end({ bytesIn: 5, bytesOut: 7 });
    expect(exchange.quotaTaken[1]).toMatchObject({ bytes: 12 });
  });

  it.each([
    [{ "renewal-period": "1d" }],
    [{ calls: 1 }],
    [{ calls: 1, "renewal-period": "1s" }],
    [{ ...QUOTA, "first-period-start": "tomorrow" }],
    [{ ...QUOTA, status: 200 }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("quota", config)).toThrow();
  });
});

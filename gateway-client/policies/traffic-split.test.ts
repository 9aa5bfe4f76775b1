import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const caller = (subscription: string) => {
  return { subscription, application: "a", plan: "p", product: "s", counterKey: { low: 1, high: 2 } };
};

describe("traffic-split", () => {
  it("gives each backend its share, within what chance allows", () => {
    const run = compilePolicy("traffic-split", { weights: { old: 90, next: 10 } }, "backend");
    let next = 0;
    for (let call = 0; call < 10_000; call++) {
      const exchange = testExchange();
      run(exchange);
      if (exchange.backend === "next") next++;
    }
    expect(next).toBeGreaterThan(850); // five standard deviations of 30 around 1,000
    expect(next).toBeLessThan(1_150);
  });

  const placed = (weights: Record<string, number>) => {
    const run = compilePolicy("traffic-split", { weights, "sticky-by": "subscription" }, "backend");
    return Array.from({ length: 2_000 }, (_, index) => {
      const exchange = testExchange({ caller: caller(`subscription-${index}`) });
      run(exchange);
      return exchange.backend;
    });
  };

  it("keeps a subscription where it is, in its share, and moves none back when the share grows", () => {
    const small = placed({ old: 90, next: 10 });
    expect(placed({ old: 90, next: 10 })).toEqual(small);
    const share = small.filter((backend) => backend === "next").length;
    expect(share).toBeGreaterThan(130);
    expect(share).toBeLessThan(270);
    const grown = placed({ old: 50, next: 50 });
    expect(small.every((backend, index) => backend === "old" || grown[index] === "next")).toBe(true);
  });

  it.each([
    ["next", "next"],
    ["old", "old"],
    ["elsewhere", "old"],
  ])("goes where the header says %s: %s", (wanted, expected) => {
    const config = { weights: { old: 1, next: 0 }, "override-header": "X-Release" };
    const exchange = testExchange({ headers: { "x-release": wanted } });
    compilePolicy("traffic-split", config, "backend")(exchange);
    expect(exchange.backend).toBe(expected);
  });

  it.each([
    ["fails too often", 10, 500, "old"],
    ["was called too seldom to judge by", 9, 500, "next"],
    ["only refuses what callers ask", 10, 404, "next"],
  ])("with a new backend that %s, %i calls with %i later calls go to %s", (_, calls, status, expected) => {
    const config = { weights: { old: 0, next: 1 }, "abort-on": { "error-rate": 50, "min-calls": 10 } };
    const run = compilePolicy("traffic-split", config, "backend");
    for (let call = 0; call < calls; call++) {
      const exchange = testExchange();
      run(exchange);
      exchange.end({ status });
    }
    const exchange = testExchange();
    run(exchange);
    expect(exchange.backend).toBe(expected);
  });

  it.each([
    [{ weights: { old: 1 } }],
    [{ weights: { old: 0, next: 0 } }],
    [{ weights: { old: 1, next: -1 } }],
    [{ weights: { old: 1, next: 1 }, "sticky-by": "cookie" }],
    [{ weights: { old: 1, next: 1 }, "abort-on": { "error-rate": 0, "min-calls": 1 } }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("traffic-split", config, "backend")).toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const planOf = (config: object, method = "GET") => {
  const exchange = testExchange({ method });
  compilePolicy("retry", { count: 3, ...config }, "backend")(exchange);
  const { retry } = exchange;
  if (retry === undefined) throw new Error("no retry was planned");
  return { retry, exchange };
};

describe("retry", () => {
  it.each([
    ["GET", 0, true],
    ["GET", 503, true],
    ["GET", 500, false],
    ["GET", 200, false],
    ["POST", 503, false],
    ["PUT", 504, true],
  ])("without a condition, %s with the status %i: %s", (method, status, expected) => {
    const { retry, exchange } = planOf({}, method);
    expect(retry.isWanted(exchange, status)).toBe(expected);
  });

  it("goes by its condition alone", () => {
    const { retry, exchange } = planOf({ condition: "response.status == 429" }, "POST");
    expect([429, 503].map((status) => retry.isWanted(exchange, status))).toEqual([true, false]);
  });

  it.each([
    [{ interval: "1s" }, [1000, 1000, 1000]],
    [{ interval: "1s", delta: "2s", "max-interval": "4s" }, [1000, 3000, 4000]],
    [{ interval: "1s", "first-fast-retry": true }, [0, 1000, 1000]],
  ])("waits by %j", (config, expected) => {
    expect([1, 2, 3].map((number) => planOf(config).retry.delayMs(number))).toEqual(expected);
  });

  it.each([[{}], [{ count: 0 }], [{ count: 11 }], [{ count: 1, interval: "2m" }], [{ count: 1, condition: "1" }]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("retry", config, "backend")).toThrow();
    },
  );
});

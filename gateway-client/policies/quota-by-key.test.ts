import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const QUOTA = { calls: 10, "renewal-period": "1d", "counter-key": `\${request.header('x-user')}` };

describe("quota-by-key", () => {
  it("counts each key for itself", () => {
    const handle = compilePolicy("quota-by-key", QUOTA);
    const [a, b, again] = ["ada", "bob", "ada"].map((user) => {
      const exchange = testExchange({ headers: { "x-user": user } });
      handle(exchange);
      return exchange.quotaTaken[0]?.key;
    });
    expect(a).toEqual(again);
    expect(a).not.toEqual(b);
  });

  it("refuses when it is used up", () => {
    const exchange = testExchange({ quotaTake: { isAllowed: false, resetMs: 1 } });
    expect(compilePolicy("quota-by-key", QUOTA)(exchange)).toMatchObject({ problem: "quota-exceeded", status: 403 });
  });

  it.each([
    [{ calls: 1, "renewal-period": "1d" }],
    [{ ...QUOTA, calls: undefined }],
    [{ ...QUOTA, "counter-key": `\${x}` }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("quota-by-key", config)).toThrow();
  });
});

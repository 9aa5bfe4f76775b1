import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const refused = expect.objectContaining({ problem: "header-check-failed" });

describe("check-header", () => {
  it.each([
    [{ name: "X-A" }, { "x-a": "any" }, undefined],
    [{ name: "x-a" }, {}, refused],
    [{ name: "x-a", values: ["1", "2"] }, { "x-a": "2" }, undefined],
    [{ name: "x-a", values: ["1", "2"] }, { "x-a": "3" }, refused],
    [{ name: "x-a", values: ["Web"] }, { "x-a": "web" }, refused],
    [{ name: "x-a", values: ["Web"], "ignore-case": true }, { "x-a": "web" }, undefined],
  ])("%j over the headers %j", (config, headers, expected) => {
    expect(compilePolicy("check-header", config)(testExchange({ headers }))).toEqual(expected);
  });

  it("looks at every line of the header", () => {
    const exchange = testExchange({ headers: { "x-a": "1" } });
    exchange.request.append("x-a", "evil");
    expect(compilePolicy("check-header", { name: "x-a", values: ["1"] })(exchange)).toEqual(refused);
  });

  it("refuses as it is told to", () => {
    const config = { name: "x-a", "failed-status": 403, "failed-message": "Only for the app." };
    expect(compilePolicy("check-header", config)(testExchange())).toMatchObject({
      status: 403,
      detail: "Only for the app.",
    });
  });

  it.each([[{}], [{ name: "a b" }], [{ name: "a", "failed-status": 200 }], [{ name: "a", value: "1" }]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("check-header", config)).toThrow();
    },
  );
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("find-and-replace", () => {
  it.each([
    ["a-b-a", { from: "a", to: "cc" }, "cc-b-cc"],
    ["a+b", { from: "a+", to: "$&" }, "$&b"],
    ["größe", { from: "ö", to: "oe" }, "groesse".replace("sse", "ße")],
    ["GET it", { from: `\${request.method}`, to: `\${request.path}` }, "/orders/42 it"],
  ])("in %j with %j gives %j", (body, config, expected) => {
    const exchange = testExchange({ body });
    compilePolicy("find-and-replace", config)(exchange);
    expect(exchange.requestBody?.text).toBe(expected);
  });

  it("leaves a body alone that does not hold the text", () => {
    const exchange = testExchange({ body: "abc" });
    compilePolicy("find-and-replace", { from: "x", to: "y" })(exchange);
    expect(exchange.requestBody?.isChanged).toBe(false);
  });

  it.each([[{ from: "", to: "x" }], [{ from: "x" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("find-and-replace", config)).toThrow();
  });
});

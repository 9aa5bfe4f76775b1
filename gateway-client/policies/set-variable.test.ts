import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("set-variable", () => {
  it.each([
    ["a text", "blue", "blue"],
    ["a number", 3, 3],
    ["a boolean", false, false],
    ["an expression with its type", `\${ request.body.items.size() }`, 2],
    ["a list", `\${ request.body.items }`, [1, 2]],
    ["a text around an expression", `n=\${ request.body.items.size() }`, "n=2"],
  ])("keeps %s", (_, value, expected) => {
    const exchange = testExchange({ body: '{"items":[1,2]}', headers: { "content-type": "application/json" } });
    compilePolicy("set-variable", { name: "found", value })(exchange);
    expect(exchange.variables.get("found")).toEqual(expected);
  });

  it("is read by the policies that follow", () => {
    const exchange = testExchange();
    compilePolicy("set-variable", { name: "tenant", value: "blue" })(exchange);
    compilePolicy("set-header", { name: "x-a", value: `\${variables.tenant}` })(exchange);
    expect(exchange.request.get("x-a")).toBe("blue");
  });

  it.each([[{ name: "a-b", value: "x" }], [{ name: "a" }], [{ name: "a", value: `\${` }], [{ name: "a", value: [] }]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("set-variable", config)).toThrow();
    },
  );
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";
import { ValueStore } from "./value-store.ts";

const STORED = { key: "k", value: `\${request.header('x-a')}`, duration: "60s" };

describe("cache-lookup-value", () => {
  it("gives the default where nothing is kept", () => {
    const exchange = testExchange();
    compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found", "default-value": `\${1 + 1}` })(exchange);
    expect(exchange.variables.get("found")).toBe(2);
  });

  it("takes the variable away where there is no default either", () => {
    const exchange = testExchange({ variables: { found: "old" } });
    compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found" })(exchange);
    expect(exchange.variables.has("found")).toBe(false);
  });

  it("gives what is kept", () => {
    const values = new ValueStore();
    compilePolicy("cache-store-value", STORED)(testExchange({ values, headers: { "x-a": "1" } }));
    expect(lookUp(values)).toBe("1");
  });

  it.each([[{ key: "k" }], [{ key: "k", "variable-name": "a-b" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("cache-lookup-value", config)).toThrow();
  });
});

function lookUp(values: ValueStore, laterMs = 0): unknown {
  const exchange = testExchange({ values });
  const later = { ...exchange, receivedAtMs: exchange.receivedAtMs + laterMs };
  compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found" })(later);
  return later.variables.get("found");
}

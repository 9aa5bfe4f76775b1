import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";
import { ValueStore } from "./value-store.ts";

const STORED = { key: "k", value: `\${request.header('x-a')}`, duration: "60s" };

describe("cache-remove-value", () => {
  it("forgets a value, and no other", () => {
    const values = new ValueStore();
    compilePolicy("cache-store-value", STORED)(testExchange({ values, headers: { "x-a": "1" } }));
    compilePolicy("cache-remove-value", { key: "another" })(testExchange({ values }));
    expect(lookUp(values)).toBe("1");
    compilePolicy("cache-remove-value", { key: "k" })(testExchange({ values }));
    expect(lookUp(values)).toBeUndefined();
  });

  it("refuses to be without a key", () => {
    expect(() => compilePolicy("cache-remove-value", {})).toThrow();
  });
});

function lookUp(values: ValueStore, laterMs = 0): unknown {
  const exchange = testExchange({ values });
  const later = { ...exchange, receivedAtMs: exchange.receivedAtMs + laterMs };
  compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found" })(later);
  return later.variables.get("found");
}

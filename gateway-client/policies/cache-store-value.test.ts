import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";
import { ValueStore } from "./value-store.ts";

const STORED = { key: "k", value: `\${request.header('x-a')}`, duration: "60s" };

describe("cache-store-value", () => {
  it.each([[{ key: "k", value: "v" }], [{ ...STORED, duration: "1ms" }], [{ ...STORED, key: "" }]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("cache-store-value", config)).toThrow();
    },
  );

  it("keeps a value for other calls of the API, until its end", () => {
    const values = new ValueStore();
    compilePolicy("cache-store-value", STORED)(testExchange({ values, headers: { "x-a": "1" } }));
    expect(lookUp(values)).toBe("1");
    expect(lookUp(values, 59_999)).toBe("1");
    expect(lookUp(values, 60_000)).toBeUndefined();
  });

  it("keeps what is of an API from the others", () => {
    const values = new ValueStore();
    compilePolicy("cache-store-value", STORED)(testExchange({ values }));
    const other = {
      ...testExchange({ values }),
      api: { id: "other", slug: "other", name: "Other", credentialHeaders: [] },
    };
    compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found" })(other);
    expect(other.variables.has("found")).toBe(false);
  });
});

function lookUp(values: ValueStore, laterMs = 0): unknown {
  const exchange = testExchange({ values });
  const later = { ...exchange, receivedAtMs: exchange.receivedAtMs + laterMs };
  compilePolicy("cache-lookup-value", { key: "k", "variable-name": "found" })(later);
  return later.variables.get("found");
}

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("set-method", () => {
  it("changes what the backend gets, in upper case", () => {
    const exchange = testExchange();
    compilePolicy("set-method", { method: "patch" })(exchange);
    expect(exchange.sentMethod).toBe("PATCH");
    expect(exchange.method).toBe("GET");
  });

  it.each([[{}], [{ method: "HEAD" }], [{ method: "connect" }], [{ method: "A B" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("set-method", config)).toThrow();
  });
});

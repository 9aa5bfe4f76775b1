import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("set-status", () => {
  it.each([
    [404, 200],
    [204, 204],
    [304, 304],
  ])("makes of %i %i", (status, expected) => {
    const exchange = testExchange({ response: { status } });
    compilePolicy("set-status", { status: 200 }, "outbound")(exchange);
    expect(exchange.response?.status).toBe(expected);
  });

  it.each([[{ status: 204 }], [{ status: 304 }], [{ status: 100 }], [{ status: 600 }], [{}]])(
    "refuses %j",
    (config) => {
      expect(() => compilePolicy("set-status", config, "outbound")).toThrow();
    },
  );

  it("cannot stand where there is no answer", () => {
    expect(() => compilePolicy("set-status", { status: 200 })).toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("request-size-limit", () => {
  it("refuses what says that it is larger", () => {
    const handle = compilePolicy("request-size-limit", { max: "4B" });
    expect(handle(testExchange({ body: "12345" }))).toMatchObject({ problem: "body-too-large" });
    expect(handle(testExchange({ body: "1234" }))).toBeUndefined();
  });

  it("bounds what does not say how long it is", () => {
    const exchange = { ...testExchange(), contentLength: undefined };
    let bound = 0;
    exchange.boundRequestBody = (bytesMax) => {
      bound = bytesMax;
    };
    expect(compilePolicy("request-size-limit", {})(exchange)).toBeUndefined();
    expect(bound).toBe(1024 * 1024);
  });

  it("refuses what does not say how long it is, when told to", () => {
    const exchange = { ...testExchange(), contentLength: undefined };
    const handle = compilePolicy("request-size-limit", { "require-content-length": true });
    expect(handle(exchange)).toEqual({ problem: "length-required" });
  });

  it.each([[{ max: "1MB" }], [{ max: "2GiB" }], [{ maximum: "1MiB" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("request-size-limit", config)).toThrow();
  });
});

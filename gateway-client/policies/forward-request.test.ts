import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("forward-request", () => {
  it.each([
    [{}, 0],
    [{ "follow-redirects": true }, 5],
  ])("with %j follows %i redirects", (config, expected) => {
    const exchange = testExchange();
    compilePolicy("forward-request", config, "backend")(exchange);
    expect(exchange.redirectsMax).toBe(expected);
  });

  it.each([
    [{}, undefined],
    [{ "http-version": "1.1" }, undefined],
    [{ "http-version": "2" }, true],
    [{ "http-version": 2 }, true],
  ])("with %j by HTTP/2: %s", (config, expected) => {
    const exchange = testExchange();
    compilePolicy("forward-request", config, "backend")(exchange);
    expect(exchange.wayThere.isHttp2).toBe(expected);
  });

  it("sets the timeouts that it names and no others", () => {
    const exchange = testExchange();
    compilePolicy("forward-request", { "connect-timeout": "500ms", timeout: "2m" }, "backend")(exchange);
    expect(exchange.timeouts).toEqual({ connectMs: 500, totalMs: 120_000 });
  });

  it("sets all of them", () => {
    const config = { "connect-timeout": "1s", "first-byte-timeout": "2s", "idle-timeout": "3s", timeout: "4s" };
    const exchange = testExchange();
    compilePolicy("forward-request", config, "backend")(exchange);
    expect(exchange.timeouts).toEqual({ connectMs: 1_000, firstByteMs: 2_000, idleMs: 3_000, totalMs: 4_000 });
  });

  it.each([
    [{ timeout: "0s" }],
    [{ timeout: "2d" }],
    [{ timeout: 5 }],
    [{ "follow-redirect": true }],
    [{ "http-version": 3 }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("forward-request", config, "backend")).toThrow();
  });
});

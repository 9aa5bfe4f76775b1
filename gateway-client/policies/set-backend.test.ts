import { describe, expect, it } from "vitest";
import { preparePolicy } from "./registry.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const place = { id: "test/set-backend", scope: "api", section: "backend" } as const;

describe("set-backend", () => {
  it("calls a backend of the API by its name, and says that it needs it", () => {
    const exchange = testExchange();
    compilePolicy("set-backend", { backend: "orders-next" }, "backend")(exchange);
    expect(exchange.backend).toBe("orders-next");
    expect(preparePolicy("set-backend", { backend: "orders-next" }, place).backends).toEqual(["orders-next"]);
  });

  it("says so from inside another policy, too", () => {
    const when = [{ when: "true", do: [{ "set-backend": { backend: "orders-next" } }] }];
    expect(preparePolicy("choose", when, place).backends).toEqual(["orders-next"]);
  });

  it.each([
    ["https://a.test/v2", [], "https://a.test/v2"],
    [`https://\${request.header('x-region')}.a.test/`, ["eu.a.test", "us.a.test"], "https://eu.a.test/"],
  ])("calls the address %s", (baseUrl, allowedHosts, expected) => {
    const exchange = testExchange({ headers: { "x-region": "eu" } });
    const config = { "base-url": baseUrl, "allowed-hosts": allowedHosts };
    expect(compilePolicy("set-backend", config, "backend")(exchange)).toBeUndefined();
    expect(exchange.backend).toBe(expected);
  });

  it.each(["evil.test", "eu.a.test:81", "eu.a.test@evil.test"])("is never led to %s by a caller", (host) => {
    const config = { "base-url": `https://\${request.header('x-host')}/`, "allowed-hosts": ["eu.a.test"] };
    const run = compilePolicy("set-backend", config, "backend");
    const exchange = testExchange({ headers: { "x-host": host } });
    expect(() => run(exchange)).toThrow("not among the allowed hosts");
    expect(exchange.backend).toBeUndefined();
  });

  it("adds no query of a caller's to the address", () => {
    const config = { "base-url": `https://a.test/\${request.header('x-path')}`, "allowed-hosts": ["a.test"] };
    const exchange = testExchange({ headers: { "x-path": "?admin=1" } });
    expect(compilePolicy("set-backend", config, "backend")(exchange)).toMatchObject({ problem: "policy-failed" });
  });

  it.each([
    [{}],
    [{ backend: "a", "base-url": "https://a.test" }],
    [{ "base-url": "ftp://a.test" }],
    [{ "base-url": "https://u:p@a.test" }],
    [{ "base-url": "https://a.test/?a=1" }],
    [{ "base-url": `https://\${request.method}.a.test` }],
    [{ backend: "Not A Slug" }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("set-backend", config, "backend")).toThrow();
  });
});

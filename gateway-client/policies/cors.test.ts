import { describe, expect, it } from "vitest";
import { compilePolicy, type TestRequest, testExchange } from "./testing.ts";

const PAGE = "https://app.example.com";

function run(config: Record<string, unknown>, request: TestRequest) {
  const exchange = testExchange(request);
  const outcome = compilePolicy("cors", { "allowed-origins": [PAGE], ...config })(exchange);
  return { outcome, exchange };
}

function preflight(method: string, headers?: string): TestRequest {
  const asked = headers === undefined ? {} : { "access-control-request-headers": headers };
  return { method: "OPTIONS", headers: { origin: PAGE, "access-control-request-method": method, ...asked } };
}

describe("cors", () => {
  it("lets an allowed page read the answer", () => {
    const { outcome, exchange } = run({ "expose-headers": ["X-Total"] }, { headers: { origin: PAGE } });
    expect(outcome).toBeUndefined();
    expect(exchange.answerHeaders).toEqual({
      "access-control-allow-origin": PAGE,
      "access-control-expose-headers": "x-total",
    });
  });

  it("says that the answer depends on the origin, with and without one", () => {
    expect(run({}, { headers: { origin: PAGE } }).exchange.varied).toContain("origin");
    expect(run({}, {}).exchange.varied).toContain("origin");
  });

  it.each([
    ["https://app.example.com", true],
    ["https://APP.example.com", true],
    ["http://app.example.com", false],
    ["https://app.example.com.evil.test", false],
    ["https://app.example.com:8443", false],
    ["null", false],
  ])("takes an exact origin: %s %s", (origin, isAllowed) => {
    expect(run({}, { headers: { origin } }).outcome === undefined).toBe(isAllowed);
  });

  it.each([
    ["https://a.example.com", true],
    ["https://a-b.example.com", true],
    ["https://a.b.example.com", false],
    ["https://example.com", false],
    ["https://.example.com", false],
    ["https://a.example.com.evil.test", false],
    ["https://evil.test/.example.com", false],
    ["https://aXexample.com", false],
  ])("lets a wildcard stand for one label: %s %s", (origin, isAllowed) => {
    const { outcome } = run({ "allowed-origins": ["https://*.example.com"] }, { headers: { origin } });
    expect(outcome === undefined).toBe(isAllowed);
  });

  it("answers a preflight request with what was asked for", () => {
    const config = { "allowed-methods": ["PUT"], "allowed-headers": ["X-A", "x-b"], "preflight-max-age": "10m" };
    const { outcome } = run(config, preflight("PUT", "x-a, X-B"));
    expect(outcome).toEqual({
      status: 204,
      headers: [
        ...["access-control-allow-origin", PAGE, "access-control-allow-methods", "PUT"],
        ...["access-control-allow-headers", "x-a, X-B", "access-control-max-age", "600"],
      ],
      body: undefined,
    });
  });

  it.each([
    ["another method", preflight("DELETE")],
    ["another header", preflight("GET", "x-other")],
    ["another origin", { ...preflight("GET"), headers: { origin: "https://evil.test" } }],
  ])("refuses a preflight request for %s, or passes it on when told so", (_, request) => {
    expect(run({}, request).outcome).toMatchObject({ problem: "origin-not-allowed" });
    expect(run({ "terminate-unmatched": false }, request).outcome).toBeUndefined();
    expect(run({ "terminate-unmatched": false }, request).exchange.answerHeaders).toEqual({});
  });

  it("lets a page call its own site", () => {
    expect(
      run({}, { headers: { origin: "https://api.example.org", host: "api.example.org" } }).outcome,
    ).toBeUndefined();
  });

  it("answers with * where every origin is allowed, and never together with credentials", () => {
    const { exchange } = run({ "allowed-origins": ["*"] }, { headers: { origin: "https://any.test" } });
    expect(exchange.answerHeaders["access-control-allow-origin"]).toBe("*");
    expect(() => run({ "allowed-origins": ["*"], "allow-credentials": true }, {})).toThrow(/allow-credentials/);
  });

  it.each([
    ["*.example.com"],
    ["https://a*.example.com"],
    ["https://*.*.com"],
    ["https://a/path"],
    ["app.example.com"],
  ])("refuses %s as an origin", (origin) => {
    expect(() => compilePolicy("cors", { "allowed-origins": [origin] })).toThrow();
  });
});

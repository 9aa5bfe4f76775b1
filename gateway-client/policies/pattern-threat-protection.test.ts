import { describe, expect, it } from "vitest";
import { compilePolicy, type TestRequest, testExchange } from "./testing.ts";

const run = (request: TestRequest, config: object = {}) =>
  compilePolicy("pattern-threat-protection", config)(testExchange(request));

describe("pattern-threat-protection", () => {
  it.each<[string, TestRequest]>([
    ["sql-injection", { query: "id=1%27+or+1%3D1" }],
    ["sql-injection", { body: '{"q":"1 UNION  ALL SELECT password"}' }],
    ["sql-injection", { query: "q=x%27%3B+DROP+TABLE+users" }],
    ["xss", { query: "q=%253Cscript%253Ealert(1)" }],
    ["xss", { body: "<img src=x onerror=alert(1)>" }],
    ["xss", { body: '{"q":"\\u003cscript>"}' }],
    ["path-traversal", { path: "/files/%2e%2e%2fsecret" }],
    ["path-traversal", { query: "file=/etc/passwd" }],
    ["command-injection", { query: "host=a%3Bcat+/x" }],
    ["command-injection", { body: "$(reboot)" }],
  ])("finds %s in %j", (set, request) => {
    expect(run(request)).toMatchObject({ problem: "pattern-threat-detected", detail: expect.stringContaining(set) });
  });

  it.each<TestRequest>([
    { query: "name=O%27Reilly&note=rock+%26+roll" },
    { body: '{"text":"Please select a union representative; create nothing."}' },
    { path: "/files/v1..2/report" },
    { query: "price=%24100&share=50%25" },
    { headers: { cookie: "a=<script>" } },
  ])("lets %j pass", (request) => {
    expect(run(request, { locations: ["path", "query", "headers", "body"] })).toBeUndefined();
  });

  it("looks only where it is told to", () => {
    const request = { query: "q=<script>", headers: { "x-a": "<script>", "x-b": "1" } };
    expect(run(request, { locations: ["path"] })).toBeUndefined();
    expect(run(request, { locations: ["headers"] })).toBeDefined();
    expect(run(request, { locations: ["headers"], headers: ["x-b"] })).toBeUndefined();
  });

  it("knows patterns of the publisher, in linear time", () => {
    const patterns = [{ name: "no-gophers", pattern: "(g+)+opher$" }];
    expect(run({ query: "a=GOPHER" }, { sets: [], patterns })).toMatchObject({
      detail: expect.stringContaining("no-gophers"),
    });
    expect(run({ query: "g".repeat(50_000) }, { sets: [], patterns })).toBeUndefined();
  });

  it("only tells of it, when told to detect", () => {
    const exchange = testExchange({ query: "q=<script>" });
    expect(compilePolicy("pattern-threat-protection", { action: "detect" })(exchange)).toBeUndefined();
    expect(exchange.variables.get("pattern_threat")).toBe("xss in query");
  });

  it.each([
    [{ sets: [] }],
    [{ sets: ["ldap"] }],
    [{ patterns: [{ name: "a", pattern: "(" }] }],
    [{ patterns: [{ name: "a", pattern: "(?=a)" }] }],
    [{ locations: [] }],
  ])("refuses the configuration %j", (config) => {
    expect(() => compilePolicy("pattern-threat-protection", config)).toThrow();
  });
});

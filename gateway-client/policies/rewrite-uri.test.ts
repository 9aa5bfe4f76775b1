import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

function rewrite(config: Record<string, unknown>, query = "", parameters: Record<string, string> = {}) {
  const exchange = testExchange({ query, parameters });
  compilePolicy("rewrite-uri", config)(exchange);
  return exchange.target;
}

describe("rewrite-uri", () => {
  it("puts parameters in as they came, still encoded", () => {
    expect(rewrite({ template: "/v2/orders/{id}/lines/{line}.json" }, "", { id: "a%2Fb", line: "7" })).toBe(
      "/v2/orders/a%2Fb/lines/7.json",
    );
  });

  it.each([
    [{ template: "/v2" }, "a=1&b=2", "/v2?a=1&b=2"],
    [{ template: "/v2?b=9" }, "a=1&b=2", "/v2?b=9&a=1"],
    [{ template: "/v2?b=9" }, "b=2", "/v2?b=9"],
    [{ template: "/v2", "copy-unmatched-params": false }, "a=1", "/v2"],
    [{ template: "/v2" }, "", "/v2"],
  ])("%j of ?%s goes to %s", (config, query, expected) => {
    expect(rewrite(config, query)).toBe(expected);
  });

  it.each([
    [".", "."],
    ["%2E", "."],
    ["", "%2e"],
  ])("refuses a call whose parameters %j and %j make dots between them", (one, two) => {
    const exchange = testExchange({ parameters: { one, two } });
    const outcome = compilePolicy("rewrite-uri", { template: "/x/{one}{two}/y" })(exchange);
    expect(outcome).toMatchObject({ problem: "bad-request" });
    expect(exchange.target).toBeUndefined();
  });

  it.each([
    ["v2"],
    ["/a b"],
    ["/a#b"],
    ["/{id"],
    ["/id}"],
    ["/a/../b"],
    ["/a/."],
    ["/\r\nx: y"],
    ["/é"],
    [`/\${request.path}`],
  ])("refuses the template %j", (template) => {
    expect(() => compilePolicy("rewrite-uri", { template })).toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("set-header", () => {
  it.each([
    ["override", ["1"], ["new"]],
    ["skip", ["1"], ["1"]],
    ["append", ["1"], ["1", "new"]],
  ])("%s on a request that has the header %j makes it %j", (action, _, expected) => {
    const exchange = testExchange({ headers: { "x-a": "1" } });
    compilePolicy("set-header", { name: "X-A", value: "new", action })(exchange);
    expect(exchange.request.getAll("x-a")).toEqual(expected);
  });

  it.each([["override"], ["skip"], ["append"]])("%s on a request without the header adds it", (action) => {
    const exchange = testExchange();
    compilePolicy("set-header", { name: "x-a", value: ["1", "2"], action })(exchange);
    expect(exchange.request.getAll("x-a")).toEqual(["1", "2"]);
  });

  it("deletes a header", () => {
    const exchange = testExchange({ headers: { "x-a": "1", "x-b": "2" } });
    compilePolicy("set-header", { name: "x-a", action: "delete" })(exchange);
    expect(exchange.request.get("x-a")).toBeUndefined();
    expect(exchange.request.get("x-b")).toBe("2");
  });

  it("fills in expressions", () => {
    const exchange = testExchange({ headers: { "x-user": "ada" } });
    compilePolicy("set-header", { name: "x-a", value: `\${request.header('X-User')}@\${api.slug}` })(exchange);
    expect(exchange.request.getAll("x-a")).toEqual(["ada@orders"]);
  });

  it("fails when an expression gives a line break", () => {
    const run = compilePolicy("set-header", { name: "x-a", value: `\${request.body}` });
    expect(() => run(testExchange({ body: "1\r\nx-b: 2", headers: { "content-type": "text/plain" } }))).toThrow(
      "a header cannot carry",
    );
  });

  it.each([["outbound"], ["onError"]] as const)("changes the answer in %s", (section) => {
    const exchange = testExchange({ response: { status: 200, headers: {} } });
    compilePolicy("set-header", { name: "x-a", value: "1" }, section)(exchange);
    expect(exchange.response?.headers.get("x-a")).toBe("1");
    expect(exchange.request.get("x-a")).toBeUndefined();
  });

  it.each([
    ["a line break in the value", { name: "x-a", value: "1\r\nx-b: 2" }],
    ["NUL in the value", { name: "x-a", value: "1\0" }],
    ["a colon in the name", { name: "x-a:", value: "1" }],
    ["a header of the connection", { name: "Connection", value: "close" }],
    ["a header of the framing", { name: "content-length", value: "1" }],
    ["the host", { name: "host", value: "evil.test" }],
    ["a value to delete", { name: "x-a", value: "1", action: "delete" }],
    ["no value to set", { name: "x-a" }],
    ["an expression with a name that is not known", { name: "x-a", value: `\${requests.id}` }],
    ["the answer before there is one", { name: "x-a", value: `\${string(response.status)}` }],
    ["an unknown member", { name: "x-a", value: "1", when: "x" }],
  ])("refuses %s", (_, config) => {
    expect(() => compilePolicy("set-header", config)).toThrow();
  });

  it("leaves the request's id on answers alone", () => {
    expect(() => compilePolicy("set-header", { name: "x-request-id", value: "1" }, "outbound")).toThrow();
  });
});

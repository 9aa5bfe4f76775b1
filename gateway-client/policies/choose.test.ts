import { describe, expect, it } from "vitest";
import { preparePolicy } from "./registry.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const mark = (value: string) => ({ "set-header": { name: "x-branch", value } });
const place = { id: "a", scope: "api", section: "inbound" } as const;

describe("choose", () => {
  it.each([
    ["POST", "first"],
    ["PUT", "second"],
    ["GET", "other"],
  ])("runs the first branch that is true, %s", async (method, expected) => {
    const exchange = testExchange({ method });
    await compilePolicy("choose", [
      { when: "request.method == 'POST'", do: [mark("first")] },
      { when: "request.method in ['POST', 'PUT']", do: [mark("second")] },
      { otherwise: [mark("other")] },
    ])(exchange);
    expect(exchange.request.get("x-branch")).toBe(expected);
  });

  it("runs nothing when no branch is true", async () => {
    const exchange = testExchange();
    await compilePolicy("choose", [{ when: "false", do: [mark("first")] }])(exchange);
    expect(exchange.request.get("x-branch")).toBeUndefined();
  });

  it("ends the exchange with the answer of a branch, however deep", () => {
    const inner = { choose: [{ otherwise: [{ "return-response": { status: 402 } }, mark("never")] }] };
    const exchange = testExchange();
    expect(compilePolicy("choose", [{ when: "true", do: [inner] }])(exchange)).toMatchObject({ status: 402 });
    expect(exchange.request.get("x-branch")).toBeUndefined();
  });

  it("takes the earliest phase and every body of what it holds", () => {
    const limit = { "rate-limit": { calls: 1, "renewal-period": "60s" } };
    const body = { "set-body": { value: "x" } };
    expect(preparePolicy("choose", [{ when: "true", do: [body, limit] }], place)).toMatchObject({
      phase: "limit",
      buffers: ["request"],
    });
    expect(preparePolicy("choose", [{ when: "true", do: [mark("a")] }], place)).toMatchObject({
      phase: "transform",
      buffers: [],
    });
  });

  it.each([
    ["no branch", []],
    ["an otherwise before the last", [{ otherwise: [] }, { when: "true", do: [] }]],
    ["a condition that is none", [{ when: "request.method", do: [] }]],
    ["an unknown name", [{ when: "requests.method == 'GET'", do: [] }]],
    ["an unknown policy", [{ otherwise: [{ "set-headers": {} }] }]],
    ["two policies in one step", [{ otherwise: [{ ...mark("a"), "return-response": {} }] }]],
    ["a policy of another section", [{ otherwise: [{ "forward-request": {} }] }]],
  ])("refuses %s", (_, config) => {
    expect(() => compilePolicy("choose", config)).toThrow();
  });

  it("says where a policy inside is wrong", () => {
    const config = [{ when: "true", do: [mark("a"), { "rate-limit": { calls: 0, "renewal-period": "60s" } }] }];
    expect(() => compilePolicy("choose", config)).toThrow(
      expect.objectContaining({ pointer: "/0/do/1/rate-limit/calls" }),
    );
  });
});

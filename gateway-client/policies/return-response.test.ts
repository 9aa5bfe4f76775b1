import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("return-response", () => {
  it("answers with status, headers and body", () => {
    const config = { status: 202, headers: { "Content-Type": "text/plain" }, body: "later" };
    expect(compilePolicy("return-response", config)(testExchange())).toEqual({
      status: 202,
      headers: ["content-type", "text/plain"],
      body: "later",
    });
  });

  it("answers with a problem that names the request", async () => {
    const problem = { title: "Not in the free plan", code: "payment-required" };
    const outcome = await compilePolicy("return-response", { status: 402, problem })(testExchange());
    expect(outcome).toMatchObject({ status: 402, headers: ["content-type", "application/problem+json"] });
    const body = outcome !== undefined && "body" in outcome ? JSON.parse(String(outcome.body)) : undefined;
    expect(body).toEqual({
      type: "about:blank",
      title: "Not in the free plan",
      status: 402,
      code: "payment-required",
      instance: "/orders/42",
      requestId: "request-1",
    });
  });

  it("answers 200 without a body when nothing is said", () => {
    expect(compilePolicy("return-response", {})(testExchange())).toEqual({ status: 200, headers: [], body: "" });
  });

  it.each([
    [{ status: 101 }],
    [{ status: 600 }],
    [{ status: 204, body: "x" }],
    [{ body: "x", problem: { title: "y" } }],
    [{ headers: { "transfer-encoding": "chunked" } }],
    [{ headers: { "x-a": "1\n2" } }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("return-response", config)).toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const NAME = "validate-introspected-token";
const plain = {
  "introspection-url": "http://127.0.0.1:9/introspect",
  "client-id": "gateway",
  "client-secret": "secret",
};

describe("validate-introspected-token", () => {
  it("asks nobody about a request without a token", () => {
    const outcome = compilePolicy(NAME, plain)(testExchange());
    expect(outcome).toMatchObject({
      problem: "token-not-present",
      status: 401,
      headers: ["www-authenticate", "Bearer"],
    });
  });

  it.each<[string, object]>([
    ["an address that is no web address", { "introspection-url": "file:///etc/passwd" }],
    ["no secret", { "client-secret": "" }],
    ["a cache of a day", { cache: "1d" }],
    ["a scope with a space", { "required-scopes": ["a b"] }],
    ["two places for the token", { "header-name": "a", "query-parameter-name": "b" }],
    ["a faulty expression", { "token-value": `\${request.header(}` }],
  ])("cannot be saved with %s", (_, options) => {
    expect(() => compilePolicy(NAME, { ...plain, ...options })).toThrow();
  });
});

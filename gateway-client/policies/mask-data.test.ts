import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const json = { "content-type": "application/json" };

describe("mask-data", () => {
  it.each([
    ["a member", { pointers: ["/a/b"] }, '{"a":{"b":"Ada 12"},"c":1}', '{"a":{"b":"*** **"},"c":1}'],
    ["a member but for its end", { pointers: ["/a"], "keep-last": 2 }, '{"a":"12345"}', '{"a":"***45"}'],
    [
      "a number, a list and a map",
      { pointers: ["/n", "/l", "/m"] },
      '{"n":12,"l":[1],"m":{}}',
      '{"n":"**","l":"*****","m":"*****"}',
    ],
    ["an item", { pointers: ["/0"] }, '["a","b"]', '["*","b"]'],
    [
      "card numbers",
      { patterns: ["card"], "keep-last": 4 },
      "4111-1111-1111-1111, 4111 1111 1111 1112",
      "****-****-****-1111, 4111 1111 1111 1112",
    ],
    ["social security numbers", { patterns: ["ssn"] }, "078-05-1120 1078-05-1120", "***-**-**** 1078-05-1120"],
    ["e-mail addresses", { patterns: ["email"], "keep-last": 1 }, "to ada@example.com!", "to **a@example.com!"],
  ])("hides %s", (_, config, body, expected) => {
    const exchange = testExchange({ body, headers: body.startsWith("{") || body.startsWith("[") ? json : {} });
    compilePolicy("mask-data", config)(exchange);
    expect(exchange.requestBody?.text).toBe(expected);
  });

  it.each([
    ["no such member", { pointers: ["/x/y"] }, '{ "a": 1 }'],
    ["no JSON", { pointers: ["/a"] }, "a=1"],
    ["nothing that matches", { patterns: ["card", "ssn", "email"] }, "1234567890123456 a@b"],
  ])("leaves a body byte for byte that has %s", (_, config, body) => {
    const exchange = testExchange({ body });
    compilePolicy("mask-data", config)(exchange);
    expect(exchange.requestBody?.isChanged).toBe(false);
  });

  it.each([[{}], [{ pointers: ["a"] }], [{ patterns: ["phone"] }]])("refuses %j", (config) => {
    expect(() => compilePolicy("mask-data", config)).toThrow();
  });
});

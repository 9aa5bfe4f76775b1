import { expect, test } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

test("a record has its fields, with the types of single expressions", () => {
  const exchange = testExchange({ method: "POST", response: { status: 201 }, headers: { "x-user": "ada" } });
  compilePolicy(
    "log-to",
    { sink: "file", name: "orders", fields: { user: "${ request.header('x-user') }", status: "${ response.status }" } },
    "outbound",
  )(exchange);
  expect(exchange.logged).toEqual([{ sink: { kind: "file", name: "orders" }, fields: { user: "ada", status: 201 } }]);
});

test("a field that cannot be read is null, and the call goes on", () => {
  const exchange = testExchange();
  const config = { sink: "otlp", fields: { lost: "${ variables.missing }", kept: "yes" } };
  expect(compilePolicy("log-to", config)(exchange)).toBeUndefined();
  expect(exchange.logged).toEqual([{ sink: { kind: "otlp", severity: "info" }, fields: { lost: null, kept: "yes" } }]);
});

test.each([
  ["a file outside of the folder", { sink: "file", name: "../etc/passwd" }],
  ["an address of the caller's choice", { sink: "http", url: "https://${ request.header('x-host') }/" }],
  ["an address that is not of the web", { sink: "http", url: "file:///etc/passwd" }],
  ["a sink that there is not", { sink: "mail" }],
])("%s is refused when it is saved", (_, config) => {
  expect(() => compilePolicy("log-to", config)).toThrow();
});

import { expect, test } from "vitest";
import { isDatabaseUnreachable } from "./unreachable.ts";

const adapter = (cause: object) =>
  Object.assign(new Error("Raw query failed."), {
    meta: { driverAdapterError: { name: "DriverAdapterError", cause } },
  });

test.each([
  ["a server that does not listen", adapter({ kind: "DatabaseNotReachable", host: "127.0.0.1", port: 1 }), true],
  ["a server that shuts down", adapter({ kind: "postgres", originalCode: "57P01" }), true],
  ["a connection that breaks under a query", new Error("Connection terminated unexpectedly"), true],
  [
    "a connection that broke in a transaction",
    new Error("Client has encountered a connection error and is not queryable"),
    true,
  ],
  ["a violated constraint", adapter({ kind: "UniqueConstraintViolation", originalCode: "23505" }), false],
  ["a mistake of ours", new TypeError("undefined is not a function"), false],
  ["no error at all", "away", false],
])("%s", (_, error, isAway) => {
  expect(isDatabaseUnreachable(error)).toBe(isAway);
});

import { expect, test } from "vitest";
import { backendInput } from "./input.ts";

const parse = (more: object) =>
  backendInput.safeParse({ slug: "a", name: "A", targets: [{ url: "http://a" }], ...more });

test.each([
  ["https://orders.example", true],
  ["http://127.0.0.1:9000/base/path", true],
  ["http://[::1]:9000", true],
  ["ftp://orders.example", false],
  ["file:///etc/passwd", false],
  ["http://user:secret@orders.example", false],
  ["http://orders.example/?a=1", false],
  ["http://orders.example/#a", false],
  ["orders.example", false],
  ["", false],
])("the target %s is allowed: %s", (url, isAllowed) => {
  expect(parse({ targets: [{ url }] }).success).toBe(isAllowed);
});

test.each([
  ["no target", { targets: [] }],
  ["no weight above zero", { targets: [{ url: "http://a", weight: 0 }] }],
  ["a timeout of nothing", { timeouts: { connect: "0s" } }],
  ["a timeout above an hour", { timeouts: { total: "2h" } }],
  ["a timeout that is no duration", { timeouts: { total: "soon" } }],
  ["a member that is unknown", { retries: 3 }],
])("a backend with %s is refused", (_what, more) => {
  expect(parse(more).success).toBe(false);
});

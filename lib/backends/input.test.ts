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

test.each([
  ["a circuit breaker that nothing opens", { circuit: {} }],
  ["a client certificate without its key", { tls: { certificate: "{{cert}}" } }],
  [
    "a private key that is no named value",
    { tls: { certificate: "{{cert}}", privateKey: "-----BEGIN PRIVATE KEY-----" } },
  ],
  ["verification turned off by anything but true", { tls: { insecure: false } }],
  ["a health check of no path", { healthCheck: { path: "health" } }],
  ["statuses that end before they begin", { healthCheck: { path: "/", statuses: "299-200" } }],
  ["an ejection of more than all", { ejection: { ejectedPercentMax: 101 } }],
  ["a hash by a header without a name", { hashBy: { source: "header" } }],
  ["more held than a gateway has", { heldMax: "1GiB" }],
  ["a bound that is no size", { heldMax: "much" }],
  ["a slow start that is no duration", { slowStart: "slowly" }],
])("a backend with %s is refused", (_what, more) => {
  expect(parse(more).success).toBe(false);
});

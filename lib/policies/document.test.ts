import { expect, test } from "vitest";
import { z } from "zod";
import { policyDocument, policyFaults } from "./document.ts";

const limit = { "rate-limit": { calls: 10, "renewal-period": "60s" } };

test.each([
  ["an empty one", {}],
  ["base alone", { inbound: ["base"], backend: ["base"], outbound: ["base"], "on-error": ["base"] }],
  ["policies around base", { inbound: [limit, "base", { id: "mine", ...limit }] }],
])("a document that is right has no faults: %s", (_name, document) => {
  expect(policyFaults(document)).toEqual([]);
});

test.each([
  ["an unknown section", { inbounds: [] }, "/inbounds"],
  ["an unknown policy", { inbound: ["base", { "rate-limits": {} }] }, "/inbound/1/rate-limits"],
  ["a step that names none", { inbound: [{ id: "a" }] }, "/inbound/0"],
  ["a step that names two", { inbound: [{ ...limit, "rewrite-uri": { template: "/a" } }] }, "/inbound/0"],
  [
    "an option's fault",
    { inbound: [{ "rate-limit": { calls: 0, "renewal-period": "60s" } }] },
    "/inbound/0/rate-limit/calls",
  ],
  ["an unknown option", { backend: [{ "forward-request": { tiemout: "1s" } }] }, "/backend/0/forward-request/tiemout"],
  ["base twice", { inbound: ["base", limit, "base"] }, "/inbound/2"],
  [
    "an id twice",
    {
      inbound: [
        { id: "a", ...limit },
        { id: "a", ...limit },
      ],
    },
    "/inbound/1/id",
  ],
  ["a policy in the wrong section", { outbound: [limit] }, "/outbound/0/rate-limit"],
  [
    "what only compiling finds",
    { inbound: [{ "set-header": { name: "a", value: "$".concat("{ x }") } }] },
    "/inbound/0/set-header/value",
  ],
  ["no document at all", 7, ""],
])("%s is a fault at its place", (_name, document, pointer) => {
  expect(policyFaults(document).map((fault) => fault.pointer)).toContain(pointer);
});

test("pointers begin where the document stands in a larger one", () => {
  expect(policyFaults({ inbound: 1 }, "/policies")[0]?.pointer).toBe("/policies/inbound");
});

test("editors get a JSON Schema that lists every policy", () => {
  const text = JSON.stringify(z.toJSONSchema(policyDocument, { io: "input" }));
  for (const name of [
    "cors",
    "ip-filter",
    "rate-limit",
    "set-header",
    "rewrite-uri",
    "return-response",
    "forward-request",
  ]) {
    expect(text).toContain(`"${name}":`);
  }
});

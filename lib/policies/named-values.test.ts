import { expect, test } from "vitest";
import { findNamedValueUses, putNamedValues } from "./named-values.ts";

const plain = new Map([
  ["region", "eu"],
  ["tricky", "$& {{region}}"],
]);

test.each([
  ["a whole text", "{{region}}", "eu"],
  ["a part of a text", "https://{{region}}.example", "https://eu.example"],
  ["several in a text", "{{region}}-{{region}}", "eu-eu"],
  ["nested members", { a: [{ b: "{{region}}" }] }, { a: [{ b: "eu" }] }],
  ["nothing but texts", { a: 1, b: null, c: true }, { a: 1, b: null, c: true }],
])("plain values are put into %s", (_where, config, expected) => {
  expect(putNamedValues(config, plain)).toEqual(expected);
});

test("what the gateway resolves stays", () => {
  expect(putNamedValues("{{secret}}", plain)).toBe("{{secret}}");
});

test("a value is taken as it is: it names no other, and no replacement pattern", () => {
  expect(putNamedValues("{{tricky}}", plain)).toBe("$& {{region}}");
});

test("uses are found with pointers, escaped by RFC 6901", () => {
  expect(findNamedValueUses({ inbound: [{ "a/b~c": "{{one}} {{two}}" }, "{{1bad}} {{ spaced }}"] })).toEqual([
    { name: "one", pointer: "/inbound/0/a~1b~0c" },
    { name: "two", pointer: "/inbound/0/a~1b~0c" },
  ]);
});

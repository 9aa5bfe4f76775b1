import { expect, test } from "vitest";
import { sampleValue } from "./sample.ts";
import { schemaTree } from "./tree.ts";

const OPEN = { depth: 3, nodes: 60 };

function description(schemas: Record<string, unknown>) {
  return { openapi: "3.1.0", components: { schemas } };
}

function tree(schemas: Record<string, unknown>, bounds = OPEN) {
  return schemaTree(description(schemas), "/components/schemas/Root", bounds);
}

test("references and allOf are put together, the outer word counting", () => {
  const node = tree({
    Root: {
      description: "Outer",
      allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { b: {} }, required: ["b"] }],
    },
    Base: { type: "object", description: "Inner", properties: { a: { type: "string" } } },
  });
  expect(node).toMatchObject({ description: "Outer", type: "Root" });
  expect(node.members.map(({ name, isRequired }) => [name, isRequired])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

test("a schema inside itself is cut where it begins again, and says where to read on", () => {
  const node = tree({ Root: { type: "object", properties: { child: { $ref: "#/components/schemas/Root" } } } });
  expect(node.members[0]?.node).toMatchObject({ type: "Root", members: [], more: "/components/schemas/Root" });
});

test.each([
  ["a type list with null", { type: ["string", "null"] }, "string"],
  ["a branch beside null", { anyOf: [{ type: "string" }, { type: "null" }] }, "string"],
  ["nullable of older descriptions", { type: "string", nullable: true }, "string"],
])("%s may be null", (_what, Root, type) => {
  expect(tree({ Root })).toMatchObject({ type, isNullable: true, choices: [] });
});

test("branches carry the names of what they refer to", () => {
  const node = tree({
    Root: { oneOf: [{ $ref: "#/components/schemas/Address" }, { title: "Pick-up point" }, { type: "string" }] },
    Address: { type: "object", properties: { street: {} } },
  });
  expect(node.choices).toMatchObject([
    { title: "one of", branches: [{ label: "Address" }, { label: "Pick-up point" }, { label: "string" }] },
  ]);
});

test.each<[Record<string, unknown>, string[]]>([
  [{ type: "string", minLength: 1, maxLength: 200 }, ["1 to 200 characters"]],
  [{ type: "array", maxItems: 5, uniqueItems: true }, ["at most 5 items", "no entry twice"]],
  [{ type: "integer", minimum: 1, exclusiveMaximum: 9, default: 2 }, ["≥ 1", "< 9", "default 2"]],
  [{ type: "object", additionalProperties: false }, ["no further members"]],
])("%j is said as %j", (Root, constraints) => {
  expect(tree({ Root }).constraints).toEqual(constraints);
});

test("what lies deeper than the bound is asked for later", () => {
  const node = tree({ Root: { properties: { a: { properties: { b: {} } } } } }, { depth: 0, nodes: 0 });
  expect(node.members[0]?.node.more).toBe("/components/schemas/Root/properties/a");
});

test.each<[string, unknown]>([
  ["a reference to nothing", { $ref: "#/components/schemas/Nowhere" }],
  ["references in a circle", { $ref: "#/components/schemas/Root" }],
  ["allOf of itself", { allOf: [{ $ref: "#/components/schemas/Root" }] }],
  ["a boolean", true],
  ["nothing at all", null],
  ["keywords of the wrong kind", { type: 7, properties: [], required: "x", enum: {}, oneOf: {}, items: 3 }],
  ["inherited names", { properties: JSON.parse('{"__proto__":{"type":"string"},"constructor":{}}') }],
])("%s does no harm", (_what, Root) => {
  expect(() => tree({ Root })).not.toThrow();
  expect(() => sampleValue(description({ Root }), "/components/schemas/Root", "request")).not.toThrow();
});

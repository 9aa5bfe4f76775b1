import { expect, test } from "vitest";
import { sampleValue } from "./sample.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  Node: {
    type: "object",
    required: ["id", "parent"],
    properties: { next: ref("Node"), id: { type: "integer" }, parent: { anyOf: [ref("Node"), { type: "null" }] } },
  },
  Owner: { anyOf: [{ ...ref("Loop") }, { type: "string" }] },
  Loop: {
    type: "object",
    required: ["owner"],
    properties: { owner: ref("Owner"), all: { type: "array", items: ref("Loop") } },
  },
  Wide: {
    type: "object",
    required: ["last"],
    properties: {
      ...Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`list${index}`, ref("Deep")])),
      last: { type: "string", format: "date" },
    },
  },
  Deep: {
    type: "object",
    properties: Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`p${index}`, { type: "integer" }])),
  },
  Marked: {
    type: "object",
    required: ["old", "secret"],
    properties: {
      old: { type: "string", deprecated: true },
      secret: { type: "string", writeOnly: true },
      gone: { type: "string", deprecated: true },
    },
  },
};

test.each<[what: string, name: keyof typeof schemas, value: unknown]>([
  [
    "ends where it would begin again, with null for what is required",
    "Node",
    { id: 1, parent: { id: 1, parent: null } },
  ],
  ["takes another choice where the first would begin again", "Loop", { owner: "string", all: [] }],
  ["shows what is required though it is deprecated, and not what only requests have", "Marked", { old: "string" }],
])("a sample of an answer %s", (_, name, value) => {
  expect(sampleValue({ components: { schemas } }, `/components/schemas/${name}`, "answer")).toEqual(value);
});

test("a sample has what is required, however much else there is", () => {
  const value = sampleValue({ components: { schemas } }, "/components/schemas/Wide", "answer");
  expect(value).toMatchObject({ list0: { p0: 1 }, last: "2026-11-20" });
  expect(Object.keys(Object(value)).at(-1)).toBe("last");
});

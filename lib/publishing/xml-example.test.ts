import { expect, test } from "vitest";
import { xmlExample } from "./xml-example.ts";

const text = { type: "string" };

test.each<[what: string, schema: object, value: unknown, shaped: object]>([
  ["takes the schema's name for the root", { type: "string" }, "a", { Thing: "a" }],
  ["takes the name that the author gave", { type: "string", xml: { name: "thing" } }, "a", { thing: "a" }],
  [
    "marks attributes",
    { properties: { id: { type: "integer", xml: { attribute: true } } } },
    { id: 1 },
    { Thing: { "@id": 1 } },
  ],
  [
    "writes lists as elements of their name",
    { properties: { tags: { type: "array", items: text } } },
    { tags: ["a", "b"] },
    { Thing: { tags: ["a", "b"] } },
  ],
  [
    "wraps lists that are to be wrapped",
    {
      properties: {
        tags: { type: "array", items: { ...text, xml: { name: "tag" } }, xml: { wrapped: true, name: "labels" } },
      },
    },
    { tags: ["a"] },
    { Thing: { labels: { tag: ["a"] } } },
  ],
  [
    "declares name spaces",
    { xml: { prefix: "t", namespace: "urn:t" }, properties: { a: { ...text, xml: { prefix: "t" } } } },
    { a: "1" },
    { "t:Thing": { "xmlns:t": "urn:t", "t:a": "1" } },
  ],
  ["keeps what the schema does not name", { properties: {} }, { other: 1 }, { Thing: { other: 1 } }],
])("%s", (_, schema, value, shaped) => {
  const description = { openapi: "3.1.0", components: { schemas: { Thing: schema } } };
  expect(xmlExample(description, "/components/schemas/Thing", value)).toEqual(shaped);
});

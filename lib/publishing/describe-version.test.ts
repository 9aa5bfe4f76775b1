import { describe, expect, test } from "vitest";
import { versionDescription } from "../contract/description.ts";
import { Problem } from "../contract/problem.ts";
import { describeVersion } from "./describe-version.ts";
import { descriptionUses, mentionsDescription } from "./description-uses.ts";
import type { DescriptionSource } from "./sources.ts";

const order = {
  type: "object",
  title: "An order",
  description: "What somebody wants.",
  required: ["id", "item"],
  properties: {
    id: { type: "integer", readOnly: true, xml: { attribute: true } },
    item: { $ref: "#/components/schemas/Item" },
  },
};
const source: DescriptionSource = {
  assertsFormats: false,
  document: {
    openapi: "3.1.0",
    paths: {
      "/orders": {
        parameters: [{ name: "Region", in: "header", schema: { type: "string" } }],
        post: {
          parameters: [
            { $ref: "#/components/parameters/Limit" },
            { name: "Accept", in: "header", schema: { type: "string" } },
          ],
          requestBody: { content: { "Application/JSON": { schema: { $ref: "#/components/schemas/Order" } } } },
          responses: {
            200: {
              headers: { "X-Total": { required: true, schema: { type: "integer" } } },
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/Order" } },
                "text/plain": { examples: { plain: { value: "an order" } } },
                "application/xml": { schema: { $ref: "#/components/schemas/Order" } },
                "image/png": { schema: { type: "string", format: "binary" } },
              },
            },
            default: { description: "A mistake." },
          },
        },
      },
      "/items": { get: { responses: {} } },
    },
    components: {
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
      schemas: { Order: order, Item: { type: "string", example: "pot" }, Unused: { type: "null" } },
    },
  },
};

const operations = [
  { key: "addOrder", method: "POST", template: "/orders", policies: {} },
  { key: "listItems", method: "GET", template: "/items", policies: {} },
];

describe("what a snapshot carries of a description", () => {
  test("is nothing where no policy goes by it", () => {
    expect(describedBy({ inbound: [step("set-header", { name: "x-a", value: "1" })] })).toBeUndefined();
  });

  test("is the bodies of requests for a policy that looks into these, with schemas kept once and without words", () => {
    const described = describedBy({ inbound: [step("validate-content", {})] });
    expect(described).toEqual({
      assertsFormats: false,
      references: {},
      operations: {
        addOrder: {
          parameters: [],
          requestBody: {
            required: false,
            content: [{ mediaType: "application/json", schema: "components_schemas_Order" }],
          },
        },
        listItems: { parameters: [] },
      },
      schemas: {
        components_schemas_Item: { type: "string" },
        components_schemas_Order: {
          type: "object",
          required: ["item"],
          "x-required-in": { response: ["id"] },
          properties: {
            id: { type: "integer", xml: { attribute: true } },
            item: { $ref: "gatehouse:schemas#/$defs/components_schemas_Item" },
          },
        },
      },
    });
    expect(versionDescription.parse(described)).toEqual(described);
  });

  test("is the same bytes for the same description", () => {
    const texts = [1, 2].map(() => JSON.stringify(describedBy({ outbound: [step("validate-content", {})] })));
    expect(texts[0]).toBe(texts[1]);
  });

  test("is found for policies inside others, and for the schema that a policy names", () => {
    const content = [{ type: "application/json", "schema-ref": "#/components/schemas/Unused" }];
    const inner = [{ when: "true", do: [{ "validate-content": { content } }] }];
    const described = describedBy({ inbound: [step("choose", inner)] });
    expect(described?.operations.addOrder).toHaveProperty("requestBody");
    expect(described?.references).toEqual({ "/components/schemas/Unused": "components_schemas_Unused" });
  });

  test("is parameters without those that HTTP has, in lower case where they are headers", () => {
    const described = describedBy({ inbound: [step("validate-parameters", {})] });
    expect(described?.operations.addOrder?.parameters).toMatchObject([
      { name: "region", in: "header", style: "simple", explode: false },
      { name: "limit", in: "query", style: "form", explode: true, required: false },
    ]);
  });

  test("is statuses alone, the header of answers, or examples, as policies need them", () => {
    const responses = (policy: string, section: string) =>
      describedBy({ [section]: [step(policy, {})] })?.operations.addOrder?.responses;
    const nothing = { headers: [], content: [] };
    expect(responses("validate-status-code", "outbound")).toEqual({ 200: nothing, default: nothing });
    expect(responses("validate-headers", "outbound")?.[200]?.headers).toMatchObject([
      { name: "x-total", required: true },
    ]);
    expect(responses("mock-response", "inbound")?.[200]?.content).toEqual([
      { mediaType: "application/json", examples: [{ name: "generated", value: { id: 1, item: "pot" } }] },
      { mediaType: "text/plain", examples: [{ name: "plain", value: "an order" }] },
      { mediaType: "application/xml", examples: [{ name: "generated", value: { Order: { "@id": 1, item: "pot" } } }] },
      { mediaType: "image/png" },
    ]);
  });

  test("is refused where a reference leads nowhere", () => {
    const document = structuredClone(source.document);
    Object.assign(Object(document).components.schemas, { Item: { $ref: "#/components/schemas/Lost" } });
    const broken = () => describedBy({ inbound: [step("validate-content", {})] }, { document, assertsFormats: false });
    expect(broken).toThrow(Problem);
    expect(broken).toThrow("/components/schemas/Lost");
  });
});

test("a description is read only where the name of such a policy stands", () => {
  expect(mentionsDescription({ inbound: [{ "validate-content": {} }] })).toBe(true);
  expect(mentionsDescription({ inbound: [{ "set-body": { value: "validate-content" } }, { cors: {} }] })).toBe(false);
});

function describedBy(document: object, from = source) {
  const uses = descriptionUses([document]);
  return describeVersion(
    from,
    operations.map((operation) => ({ operation, uses })),
  );
}

function step(policy: string, config: unknown) {
  return { policy, config, id: policy, scope: "api" };
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningGateway, runGateway } from "../traffic/running-gateway.ts";
import { runBackend, type SampleBackend } from "../traffic/sample-backend.ts";
import { describedParts } from "./described-api.ts";

const text = { type: "string" };
const json = (schema: object) => ({ "application/json": { schema } });
const taking = (content: object) => ({ requestBody: { content }, responses: { default: { description: "any" } } });

const schemas = {
  Account: {
    type: "object",
    required: ["id", "name", "password"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: text,
      password: { type: "string", writeOnly: true },
    },
  },
  Tree: { type: "object", properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } } },
  Pet: {
    oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
    discriminator: { propertyName: "kind", mapping: { hound: "#/components/schemas/Dog" } },
  },
  Cat: { type: "object", properties: { kind: text, lives: { type: "integer" } } },
  Dog: { type: "object", properties: { kind: text, barks: { type: "boolean" } } },
  Form: {
    type: "object",
    required: ["count"],
    properties: {
      count: { type: "integer" },
      tags: { type: "array", items: { type: "integer" } },
      point: { type: "object", properties: { x: { type: "integer" } } },
      file: { type: "string", format: "binary" },
    },
    additionalProperties: false,
  },
  Note: {
    type: "object",
    required: ["id", "line"],
    properties: {
      id: { type: "integer", xml: { attribute: true } },
      line: { type: "array", items: text, minItems: 2 },
      tags: {
        type: "array",
        xml: { wrapped: true, name: "labels" },
        items: { type: "integer", xml: { name: "label" } },
      },
    },
    additionalProperties: false,
  },
  Local: {
    $id: "https://example.com/local",
    type: "object",
    $defs: { line: { $anchor: "line", ...text } },
    properties: { first: { $ref: "#/$defs/line" }, second: { $ref: "#line" }, self: { $ref: "#" } },
  },
  Node: {
    $id: "https://example.com/node",
    $dynamicAnchor: "node",
    type: "object",
    properties: { children: { type: "array", items: { $dynamicRef: "#node" } } },
  },
  StrictNode: { $id: "https://example.com/strict", $dynamicAnchor: "node", $ref: "node", unevaluatedProperties: false },
};

const ref = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

const description = {
  openapi: "3.1.0",
  info: { title: "Bodies", version: "1" },
  paths: {
    "/account": {
      post: {
        ...taking(json(ref("Account"))),
        responses: { 200: { description: "it", content: json(ref("Account")) } },
      },
    },
    "/tree": { post: taking(json(ref("Tree"))) },
    "/pet": { post: taking(json(ref("Pet"))) },
    "/form": {
      post: taking({
        "application/x-www-form-urlencoded": { schema: ref("Form") },
        "multipart/form-data": { schema: ref("Form") },
      }),
    },
    "/note": {
      post: taking({ "application/xml": { schema: ref("Note") }, "text/plain": { schema: { type: "integer" } } }),
    },
    "/styled": {
      post: taking({
        "application/x-www-form-urlencoded": {
          schema: {
            type: "object",
            properties: {
              tags: { $ref: "#/components/schemas/Form/properties/tags" },
              point: { $ref: "#/components/schemas/Form/properties/point" },
            },
          },
          encoding: { tags: { explode: false }, point: { style: "deepObject" } },
        },
      }),
    },
    "/local": { post: taking(json({ $ref: "https://example.com/local" })) },
    "/strict": { post: taking(json(ref("StrictNode"))) },
    "/annotated": { post: taking(json({ type: "string", format: "date" })) },
    "/part": {
      post: taking(json({ $ref: "#/components/schemas/Form/properties/point" })),
    },
  },
  components: { schemas },
};

let backend: SampleBackend;
let gateway: RunningGateway;
beforeAll(async () => {
  backend = await runBackend();
  const policies = { inbound: [{ "validate-content": "prevent" }], outbound: [{ "validate-content": "prevent" }] };
  gateway = await runGateway(await describedParts(description, policies, backend.url));
});
afterAll(async () => {
  await gateway.close(0);
  await backend[Symbol.asyncDispose]();
});

type Sent = [what: string, path: string, body: unknown, pointers: string[], contentType?: string];

describe("a described body", () => {
  it.each<Sent>([
    ["may leave out what is read-only", "/account", { name: "a", password: "b" }, []],
    ["must have what is write-only", "/account", { name: "a" }, [""]],
    ["may hold itself", "/tree", { children: [{ children: [{}] }] }, []],
    ["is judged at every depth", "/tree", { children: [{ children: [1] }] }, ["/children/0/children/0"]],
    ["is judged by the branch that its discriminator names", "/pet", { kind: "Cat", barks: 1 }, []],
    ["is judged by the branch that the mapping names", "/pet", { kind: "hound", barks: 1 }, ["/barks"]],
    ["must name a branch", "/pet", { kind: "Bird" }, ["/kind"]],
    ["follows references to any place of the description", "/part", { x: "1" }, ["/x"]],
    [
      "knows schemas by their own address and anchors",
      "/local",
      { first: 1, second: 2, self: { first: 3 } },
      ["/first", "/second", "/self/first"],
    ],
    [
      "follows references that depend on who refers",
      "/strict",
      { children: [{ childrem: [] }] },
      ["/children/0/childrem"],
    ],
    ["takes formats for annotations in OpenAPI 3.1", "/annotated", "no date", []],
  ])("%s", (_, path, body, pointers) => expectPointers(path, JSON.stringify(body), "application/json", pointers));

  const form = "application/x-www-form-urlencoded";
  it.each<Sent>([
    ["form", "/form", "count=2&tags=1&tags=2&point=%7B%22x%22%3A1%7D", [], form],
    ["form with wrong values", "/form", "count=two&tags=x&other=1", ["/other", "/count", "/tags/0"], form],
    ["form with styles", "/styled", "tags=1,2&point%5Bx%5D=3", [], form],
    ["form with styles and wrong values", "/styled", "tags=1,b&point[x]=c", ["/point/x", "/tags/1"], form],
    ["form without a required value", "/form", "tags=1", [""], form],
    [
      "multipart form",
      "/form",
      multipart({ count: "2", tags: "1", point: '{"x":1}', file: "\u0000" }),
      [],
      multipartType(),
    ],
    [
      "multipart form with wrong values",
      "/form",
      multipart({ count: "two", point: '{"x":"1"}' }),
      ["/count", "/point/x"],
      multipartType(),
    ],
    ["multipart form that does not end", "/form", multipart({ count: "2" }).slice(0, -6), [""], multipartType()],
    [
      "XML text",
      "/note",
      '<note id="1"><line>a</line><line>b</line><labels><label>3</label></labels></note>',
      [],
      "application/xml",
    ],
    [
      "XML text with wrong values",
      "/note",
      '<note id="x"><line>a</line><labels><label>c</label></labels><z/></note>',
      ["/z", "/id", "/line", "/tags/0"],
      "application/xml",
    ],
    ["plain text", "/note", "17", [], "text/plain"],
    ["plain text that is none of the kind", "/note", "x", [""], "text/plain"],
  ])("may be a %s", (_, path, body, pointers, type = "") => expectPointers(path, String(body), type, pointers));

  it("is no JSON where its bytes are not UTF-8", async () => {
    const response = await post("/annotated", Buffer.from([0x22, 0xc3, 0x28, 0x22]), "application/json");
    expect(await response.json()).toMatchObject({ status: 400, detail: "The body is not JSON." });
  });

  it("is held back as an answer that leaves out what only requests may", async () => {
    const response = await post("/account", '{"name":"a","password":"b"}', "application/json");
    expect([response.status, await response.json()]).toMatchObject([502, { code: "answer-not-valid" }]);
  });
});

describe("a description in OpenAPI 3.0", () => {
  it("keeps its dialect: nullable, exclusive bounds, formats that decide", async () => {
    const schema = {
      type: "object",
      properties: {
        day: { type: "string", format: "date", nullable: true, example: "2026-11-20" },
        size: { type: "number", minimum: 1, exclusiveMinimum: true },
      },
    };
    const old = { openapi: "3.0.3", info: description.info, paths: { "/old": { post: taking(json(schema)) } } };
    const parts = await describedParts(old, { inbound: [{ "validate-content": {} }] }, backend.url);
    await using running = await runGateway(parts);
    const statusOf = async (body: object) =>
      (await post("/old", JSON.stringify(body), "application/json", running)).status;
    expect(await statusOf({ day: null, size: 2 })).toBe(200);
    expect(await statusOf({ day: "tomorrow" })).toBe(400);
    expect(await statusOf({ size: 1 })).toBe(400);
  });

  it.each<[what: string, schema: object, reason: RegExp]>([
    ["refers to nothing", { $ref: "#/components/schemas/Missing" }, /components\/schemas\/Missing/],
    ["is none", { type: "whole" }, /schema paths_.*type/],
    ["has a pattern that could hang a gateway", { type: "string", pattern: "(a)\\1" }, /linear time/],
  ])("is not built with a schema that %s", async (_, schema, reason) => {
    const broken = {
      openapi: "3.1.0",
      info: description.info,
      paths: { "/x": { post: taking(json({ items: schema })) } },
    };
    await expect(describedParts(broken, { inbound: [{ "validate-content": {} }] }, backend.url)).rejects.toThrow(
      reason,
    );
  });
});

async function expectPointers(path: string, body: string, contentType: string, pointers: string[]): Promise<void> {
  const response = await post(path, body, contentType);
  const { code, errors = [] } = Object(await response.json());
  if (pointers.length > 0) expect(code).toBe("content-not-valid");
  else expect(code === "content-not-valid" ? errors : []).toEqual([]);
  expect(code === "content-not-valid" ? errors.map((error: { pointer: string }) => error.pointer) : []).toEqual(
    pointers,
  );
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  to = gateway,
): Promise<Response> {
  return fetch(`${to.url}/api${path}`, { method: "POST", headers: { "content-type": contentType }, body });
}

function multipartType(): string {
  return 'multipart/form-data; boundary="edge"';
}

function multipart(parts: Record<string, string>): string {
  const written = Object.entries(parts).map(
    ([name, value]) =>
      `--edge\r\nContent-Disposition: form-data; name="${name}"${name === "file" ? '; filename="f"' : ""}\r\n\r\n${value}\r\n`,
  );
  return `${written.join("")}--edge--\r\n`;
}

import { beforeAll, describe, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import { openWorkshop } from "../catalog/testing.ts";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { readOperation, readSchema, readTryDocument, readYaml } from "./read.ts";
import type { SchemaNode } from "./view.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
const { liveApi, draftApi } = openWorkshop(started, () => market);
const stranger = contextOf(anonymous);
let trees: string;
let hidden: string;
let unborn: string;
const place = (api: string) => ({ workspace: market.workspace, api, version: "v1" });

beforeAll(async () => {
  market = await openMarket(db);
  await db.gatewayGroup.create({
    data: { slug: "default", name: "D", publicUrls: ["https://api.example"], sealedKey: new Uint8Array(1) },
  });
  const description = new TextEncoder().encode(JSON.stringify(TREES));
  trees = (await liveApi(description)).slug;
  hidden = (await liveApi(description, { visibility: "restricted" })).slug;
  unborn = (await draftApi(description)).slug;
});

describe("an operation", () => {
  test("is read with all that it takes and answers", async () => {
    const { operation, reference } = await readOperation(stranger, { ...place(trees), operation: "growTree" });
    expect(operation).toMatchObject({ key: "growTree", method: "POST", template: "/trees/{id}" });
    expect(reference.parameters.map(({ name }) => name)).toEqual(["id", "dry-run"]);
    expect(reference.body).toMatchObject({ isRequired: true });
    expect(reference.answers.map(({ status }) => status)).toEqual(["201", "default"]);
  });

  test("that there is not, or that is not live, or that the reader may not see, is not found", async () => {
    for (const [api, operation] of [
      [trees, "fellTree"],
      [unborn, "growTree"],
      [hidden, "growTree"],
      ["nothing", "growTree"],
    ] as const) {
      await expect(readOperation(stranger, { ...place(api), operation })).rejects.toEqual(refusal("not-found"));
    }
    const member = contextOf(market.viewer);
    await expect(readOperation(member, { ...place(hidden), operation: "growTree" })).resolves.toBeDefined();
  });

  test("alone makes a description for trying it, with the gateway as its server", async () => {
    const document = await readTryDocument(stranger, { ...place(trees), operation: "growTree" });
    expect(document).toMatchObject({ servers: [{ url: `https://api.example/${trees}/v1` }] });
    expect(Object.keys(document.paths as object)).toEqual(["/trees/{id}"]);
  });
});

describe("a schema", () => {
  test("that contains itself is read as deep as it is asked for, and further from there", async () => {
    const node = await readSchema(stranger, place(trees), "/components/schemas/Tree");
    const deepest = JSON.stringify(node).match(/"more":"(\/[^"]*)"/)?.[1] ?? "";
    const below = await readSchema(stranger, place(trees), deepest);
    expect(namesOf(node)).toEqual(["name", "children"]);
    expect(namesOf(below)).toEqual(["name", "children"]);
  });

  test("at a place that is none is not found, and neither is one of an API out of sight", async () => {
    for (const [api, pointer] of [
      [trees, "/components/schemas/Bush"],
      [trees, "/__proto__"],
      [hidden, "/components/schemas/Tree"],
    ] as const) {
      await expect(readSchema(stranger, place(api), pointer)).rejects.toEqual(refusal("not-found"));
    }
  });
});

test("the whole description is taken along as YAML", async () => {
  await expect(readYaml(stranger, place(trees))).resolves.toMatch(/^openapi: "?3\.1/);
});

function namesOf({ members }: SchemaNode): string[] {
  return members.map(({ name }) => name);
}

const tree = { $ref: "#/components/schemas/Tree" };
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const TREES = {
  openapi: "3.1.0",
  info: { title: "Trees", version: "1" },
  paths: {
    "/trees/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      post: {
        operationId: "growTree",
        parameters: [{ name: "dry-run", in: "query", schema: { type: "boolean" } }],
        requestBody: { required: true, ...json(tree) },
        responses: { 201: { description: "Grown", ...json(tree) }, default: { description: "Not grown" } },
      },
    },
  },
  components: {
    schemas: {
      Tree: {
        type: "object",
        properties: { name: { type: "string" }, children: { type: "array", items: tree } },
      },
    },
  },
};

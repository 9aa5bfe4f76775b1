import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ApiPart } from "../contract/snapshot.ts";
import { testDatabase } from "../db/testing.ts";
import { assertDescribes } from "./assert-describes.ts";
import { assertLoads } from "./assert-loads.ts";
import { buildPart } from "./build-part.ts";
import { compileApi } from "./compile-api.ts";
import { partName } from "./mark-changed.ts";
import { findApiRows } from "./source-queries.ts";
import { insertGroup, insertServedApi, insertWorkspace } from "./testing.ts";
import { toApiSource } from "./to-sources.ts";

const { db } = testDatabase();
const groupKey = new Uint8Array(32).fill(3);
const judging = { inbound: [{ "validate-content": {} }] };

let workspaceId: string;
let group: Awaited<ReturnType<typeof insertGroup>>;
beforeAll(async () => {
  workspaceId = (await insertWorkspace(db, "acme")).id;
  group = await insertGroup(db, "default");
});

describe("the part of an API", () => {
  test("has of its description what a policy of its revision goes by, in the dialect that it was written in", async () => {
    const id = await insertDescribedApi(judging, { type: "string", format: "date" }, "openapi-3.0");
    const description = (await partOf(id)).versions[0]?.description;
    expect(description?.assertsFormats).toBe(true);
    expect(Object.values(description?.schemas ?? {})).toEqual([{ type: "string", format: "date" }]);
    expect(description?.operations.list).toHaveProperty("requestBody");
  });

  test("has nothing of it without such a policy", async () => {
    const id = await insertDescribedApi({}, { type: "string" });
    expect((await partOf(id)).versions[0]).not.toHaveProperty("description");
  });

  test("has it for a policy of a fragment", async () => {
    await db.policyFragment.create({
      data: { workspaceId, name: "judging", steps: [{ "validate-content": "detect" }] },
    });
    const id = await insertDescribedApi({ inbound: [{ "include-fragment": { fragment: "judging" } }] }, true);
    expect((await partOf(id)).versions[0]).toHaveProperty("description");
  });
});

describe("a description that cannot be used", () => {
  test.each<[what: string, schema: object, reason: string]>([
    ["a reference that leads nowhere", { $ref: "#/components/schemas/Lost" }, "/components/schemas/Lost"],
    ["a schema that is none", { type: "whole" }, "must be equal to one of the allowed values"],
    ["a pattern without a linear way", { pattern: "(a)\\1" }, "linear time"],
  ])("with %s fails the verb that publishes it, and is a fault of the part", async (_, schema, reason) => {
    const id = await insertDescribedApi(judging, schema);
    await expect(db.$transaction((tx) => assertLoads(tx, id))).rejects.toMatchObject({
      slug: "snapshot-not-loadable",
      detail: expect.stringContaining(reason),
    });
    const { publicUrls } = group;
    const built = await buildPart(db, { id: group.id, publicUrls, key: groupKey }, partName.api(id), () => "");
    expect(built).toMatchObject({ kind: "fault", reason: expect.stringContaining(reason) });
  });
});

describe("saving policies of a revision", () => {
  const operations = [{ key: "list", method: "GET", template: "/list" }];

  test.each<[what: string, written: { policies: object; operationPolicies: object }, pointer: string]>([
    ["of all of it", { policies: judging, operationPolicies: {} }, "/policies/inbound/0/validate-content"],
    [
      "of one operation, inside another policy",
      {
        policies: {},
        operationPolicies: {
          list: { outbound: ["base", { choose: [{ when: "true", do: [{ "validate-content": {} }] }] }] },
        },
      },
      "",
    ],
    [
      "of one operation",
      { policies: {}, operationPolicies: { list: { inbound: ["base", { "validate-content": "detect" }] } } },
      "/operationPolicies/list/inbound/1/validate-content",
    ],
  ])("%s tells at the policy that the description cannot be used", async (_, written, pointer) => {
    const documentId = await documentOf(await insertDescribedApi({}, { type: "whole" }));
    const saved = assertDescribes(db, documentId, {
      ...written,
      operationPolicies: { ...written.operationPolicies },
      operations,
    });
    // The body of requests is what is wrong; answers are not looked at.
    if (pointer === "") return expect(await saved).toBeUndefined();
    await expect(saved).rejects.toMatchObject({ slug: "invalid-input", extensions: { errors: [{ pointer }] } });
  });

  test("goes on where no policy goes by the description", async () => {
    const documentId = await documentOf(await insertDescribedApi({}, { type: "whole" }));
    const written = { policies: { inbound: [{ "set-method": { method: "PUT" } }] }, operationPolicies: {} };
    expect(await assertDescribes(db, documentId, { ...written, operations })).toBeUndefined();
  });
});

async function documentOf(apiId: string): Promise<string> {
  const rows = await findApiRows(db, apiId);
  return rows?.api.versions[0]?.revisions[0]?.documentId ?? "";
}

async function partOf(id: string): Promise<ApiPart> {
  const rows = await findApiRows(db, id);
  if (!rows) throw new TypeError("the API was put in above");
  return compileApi(
    toApiSource(rows, () => ""),
    groupKey,
  );
}

async function insertDescribedApi(policies: object, schema: unknown, format = "openapi-3.1"): Promise<string> {
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, `x${randomUUID()}`, { ...policies });
  const documentId = api.versions[0]?.revisions[0]?.documentId ?? "";
  const body = { content: { "application/json": { schema } } };
  const normalised = { openapi: "3.1.0", paths: { "/list": { get: { requestBody: body, responses: {} } } } };
  const bytes = gzipSync(JSON.stringify(normalised));
  await db.apiDocument.update({ where: { id: documentId }, data: { normalised: Uint8Array.from(bytes), format } });
  return api.id;
}

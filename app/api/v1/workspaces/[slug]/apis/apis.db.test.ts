import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "#lib/context.ts";
import { testServer } from "#lib/http/testing.ts";
import { enrol, openWorkspace, type Person } from "#lib/identity/testing.ts";
import { runImport } from "#lib/imports/run.ts";
import type { ImportView } from "#lib/imports/view.ts";
import { GET as readCatalogDocument } from "../../../catalog/apis/[workspace]/[api]/versions/[version]/openapi/route.ts";
import { GET as readCatalogSource } from "../../../catalog/apis/[workspace]/[api]/versions/[version]/source/route.ts";
import { GET as listCatalogApis } from "../../../catalog/apis/route.ts";
import { POST as createBackend } from "../backends/route.ts";
import { GET as readImport } from "../imports/[id]/route.ts";
import { POST as startImport } from "../imports/route.ts";
import { PATCH as changeApi, GET as readApi } from "./[api]/route.ts";
import { POST as approve } from "./[api]/versions/[version]/revisions/[revision]/approve/route.ts";
import { POST as publish } from "./[api]/versions/[version]/revisions/[revision]/publish/route.ts";
import { POST as submit } from "./[api]/versions/[version]/revisions/[revision]/submit/route.ts";
import { POST as createApi } from "./route.ts";

const server = testServer();
const { call, db } = server;
let publisher: Person;
let approver: Person;
let slug: string;
beforeAll(async () => {
  const workspace = await openWorkspace(db);
  slug = workspace.slug;
  publisher = await enrol(db, { roles: { [workspace.id]: "publisher" } });
  approver = await enrol(db, { roles: { [workspace.id]: "approver" } });
});

const yaml =
  'openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders: { get: { operationId: list } }\n';
const send = (body: string, contentType: string, target = "/x") =>
  call(startImport, {
    method: "POST",
    target,
    params: { slug },
    body,
    token: publisher.token,
    headers: { "content-type": contentType },
  });

async function imported(body: string, contentType: string): Promise<ImportView> {
  const accepted = await send(body, contentType);
  expect(accepted.status).toBe(202);
  const { id } = await accepted.json();
  const run = { isLastAttempt: false, signal: new AbortController().signal };
  await runImport(systemContext(db, "worker"), { importId: id }, run);
  return (await call(readImport, { params: { slug, id }, token: publisher.token })).json();
}

describe("an import", () => {
  test.each([
    ["YAML", yaml, "application/yaml; charset=utf-8"],
    ["YAML as text", yaml, "text/plain"],
    [
      "JSON",
      '{"openapi":"3.1.0","info":{"title":"Orders","version":"1"},"paths":{"/a":{"get":{}}}}',
      "application/json",
    ],
    ["JSON that holds the text", JSON.stringify({ text: yaml }), "application/json"],
  ])("is taken as %s", async (_what, body, contentType) => {
    await expect(imported(body, contentType)).resolves.toMatchObject({
      state: "done",
      document: { title: "Orders", operations: 1 },
    });
  });

  test("by URL is fetched by the worker, not by the request", async () => {
    const accepted = await send(JSON.stringify({ url: "http://127.0.0.1:1/openapi.json" }), "application/json");
    await expect(accepted.json()).resolves.toMatchObject({ state: "queued", url: "http://127.0.0.1:1/openapi.json" });
  });

  test.each([
    ["nothing", "", "application/json", 400],
    ["a picture", "x", "image/png", 415],
    ["an address that is none", '{"url":"file:///etc/passwd"}', "application/json", 422],
    ["both address and text", '{"url":"http://a.example","text":"x"}', "application/json", 422],
  ])("is refused as %s", async (_what, body, contentType, status) => {
    expect((await send(body, contentType)).status).toBe(status);
  });

  test("above 64 MiB is refused before it is read", async () => {
    const response = await call(startImport, {
      method: "POST",
      params: { slug },
      body: "x",
      token: publisher.token,
      headers: { "content-length": String(64 * 1024 * 1024 + 1), "content-type": "application/yaml" },
    });
    expect(response.status).toBe(413);
  });
});

test("a description becomes an API that the catalogue shows to everybody", async () => {
  const { id } = await imported(yaml, "application/yaml");
  const post = (handler: Parameters<typeof call>[0], person: Person, params: object, body?: unknown) =>
    call(handler, { method: "POST", params: { slug, ...params }, body, token: person.token });
  const backend = { slug: "orders", name: "Orders", targets: [{ url: "http://127.0.0.1:9000" }] };
  expect((await post(createBackend, publisher, {}, backend)).status).toBe(201);

  const input = { slug: "orders", summary: "All orders", version: { import: id, backend: "orders" } };
  const created = await post(createApi, publisher, {}, input);
  expect([created.status, created.headers.get("etag")]).toEqual([201, '"1"']);

  const change = (version: string) =>
    call(changeApi, {
      method: "PATCH",
      params: { slug, api: "orders" },
      body: { tags: ["shop"] },
      token: publisher.token,
      headers: { "if-match": version },
    });
  expect((await change('"1"')).headers.get("etag")).toBe('"2"');
  expect((await change('"1"')).status).toBe(412);

  const place = { api: "orders", version: "v1", revision: "1" };
  expect((await post(submit, publisher, place)).status).toBe(200);
  expect((await post(approve, publisher, place)).status).toBe(403);
  expect((await post(approve, approver, place, { note: "Good" })).status).toBe(200);
  expect((await post(approve, approver, place)).status).toBe(409);
  expect((await post(publish, approver, place)).status).toBe(403);
  expect((await post(publish, publisher, place)).status).toBe(200);
  await expect(
    (await call(readApi, { params: { slug, api: "orders" }, token: publisher.token })).json(),
  ).resolves.toMatchObject({ versions: [{ state: "published", liveRevision: 1 }] });

  const catalogue = await (await call(listCatalogApis, { target: "/x?search=shop" })).json();
  expect(catalogue.items).toMatchObject([{ slug: "orders", versions: [{ name: "v1" }] }]);

  const at = { workspace: slug, api: "orders", version: "v1" };
  const source = await call(readCatalogSource, { params: at });
  await expect(source.text()).resolves.toBe(yaml);
  expect(source.headers.get("content-disposition")).toBe("attachment");
  const plain = await call(readCatalogDocument, { params: at });
  const packed = await call(readCatalogDocument, { params: at, headers: { "accept-encoding": "br, gzip" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(await packed.bytes()).toString("utf8")).toBe(await plain.text());
});

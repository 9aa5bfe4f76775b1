import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import type { ImportSource } from "./import.ts";
import { listImportedOperations, listImports, readImport } from "./read.ts";
import { runImport } from "./run.ts";
import { startImport } from "./start.ts";

const { db, contextOf } = testDatabase();
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const allowedBefore = process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS;
afterAll(() => {
  process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS = allowedBefore ?? "";
});

const document = (operations: string[] = ["list", "get"], title = "Orders") =>
  JSON.stringify({
    openapi: "3.0.3",
    info: { title, version: "1.2.0" },
    servers: [{ url: "https://orders.example" }],
    paths: Object.fromEntries(
      operations.map((operationId, index) => [
        `/path-${index}`,
        { get: { operationId, summary: `Does ${operationId}`, responses: { 200: { description: "ok" } } } },
      ]),
    ),
  });
const sent = (text: string, mediaType = "application/json"): ImportSource => ({
  content: new TextEncoder().encode(text),
  mediaType,
});
const first = { isLastAttempt: false, signal: new AbortController().signal };
const start = async (source: ImportSource, who = market.publisher) =>
  (await startImport(contextOf(who), market.workspace, source)).id;
const read = (id: string, who = market.publisher) => readImport(contextOf(who), market.workspace, id);

async function run(source: ImportSource, attempt = first) {
  const id = await start(source);
  await runImport(systemContext(db, "worker"), { importId: id }, attempt);
  return read(id);
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("an import", () => {
  test("ends with what the description says, kept byte for byte", async () => {
    const text = document();
    const done = await run(sent(text));
    expect(done).toMatchObject({
      state: "done",
      percent: 100,
      problem: null,
      changes: null,
      document: {
        title: "Orders",
        format: "openapi-3.0",
        sha256: sha256Hex(text),
        operations: 2,
        info: { version: "1.2.0", servers: ["https://orders.example"] },
        warnings: [],
      },
    });
    const row = await db.apiDocument.findUniqueOrThrow({ where: { id: done.document?.id ?? "" } });
    expect(new TextDecoder().decode(row.source)).toBe(text);
    expect(JSON.parse(gunzipSync(row.normalised).toString("utf8")).openapi).toMatch(/^3\.1/);
    expect((await db.import.findUniqueOrThrow({ where: { id: done.id } })).source).toBeNull();
  });

  test("shows its operations in pages, in the order of the description", async () => {
    const { id } = await run(sent(document(["c", "a", "b"])));
    const page = (cursor?: string) =>
      listImportedOperations(contextOf(market.viewer), market.workspace, id, { cursor, limit: 2 });
    const one = await page();
    const two = await page(one.nextCursor ?? "");
    expect([...one.items, ...two.items].map(({ key }) => key)).toEqual(["c", "a", "b"]);
    expect(two.nextCursor).toBeNull();
  });

  test("of the same bytes twice keeps one document", async () => {
    const [one, two] = [await run(sent(document())), await run(sent(document()))];
    expect(one.document?.id).toBe(two.document?.id);
  });

  test("of something else fails, with the place", async () => {
    await expect(run(sent('{\n "openapi": 3,,\n}'))).resolves.toMatchObject({
      state: "failed",
      document: null,
      problem: {
        code: "description-not-valid",
        errors: [{ line: 2, excerpt: { from: 1, lines: ["{", ' "openapi": 3,,', "}"] } }],
      },
    });
  });

  test("with NUL and half surrogates in its texts is stored without them", async () => {
    const done = await run(sent(document(["x\0y"], "Or\0ders \ud800")));
    expect(done).toMatchObject({ state: "done", document: { title: "Orders \ufffd" } });
  });

  test("that was finished is not run again", async () => {
    const done = await run(sent(document()));
    await runImport(systemContext(db, "worker"), { importId: done.id }, first);
    await expect(read(done.id)).resolves.toEqual(done);
  });

  test("whose worker was killed each time fails with that reason", async () => {
    await expect(run(sent(document()), { ...first, isLastAttempt: true })).resolves.toMatchObject({
      state: "failed",
      problem: { code: "unavailable", detail: expect.stringContaining("its worker ended each time") },
    });
  });

  test("whose parser is killed is tried again", async () => {
    const ended = AbortSignal.abort();
    const id = await start(sent(document()));
    const killed = runImport(systemContext(db, "worker"), { importId: id }, { isLastAttempt: false, signal: ended });
    await expect(killed).rejects.toThrow("ended without an answer");
    await expect(read(id)).resolves.toMatchObject({ problem: null, finishedAt: null });
    await runImport(systemContext(db, "worker"), { importId: id }, first);
    await expect(read(id)).resolves.toMatchObject({ state: "done" });
  });
});

describe("an import by URL", () => {
  test("is fetched where the host is public or allowed", async () => {
    const host = await serve((_request, response) => response.end(document()));
    const source = { url: `http://${host}/openapi.json` };
    process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS = "";
    await expect(run(source)).resolves.toMatchObject({ state: "failed", problem: { code: "url-not-allowed" } });
    process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS = host;
    await expect(run(source)).resolves.toMatchObject({ state: "done", url: source.url });
  });

  test("that answers with an error fails with it", async () => {
    const host = await serve((_request, response) => response.writeHead(503).end());
    process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS = host;
    await expect(run({ url: `http://${host}/` })).resolves.toMatchObject({
      state: "failed",
      problem: { code: "fetch-failed", detail: "The server answered 503." },
    });
  });

  test("brings the documents along that it refers to, from allowed hosts", async () => {
    const host = await serve((request, response) =>
      response.end(
        request.url === "/paths.json"
          ? JSON.stringify({ list: { get: { responses: { 200: { description: "ok" } } } } })
          : JSON.stringify({
              openapi: "3.1.0",
              info: { title: "T", version: "1" },
              paths: { "/a": { $ref: "paths.json#/list" } },
            }),
      ),
    );
    process.env.GATEHOUSE_IMPORT_ALLOWED_HOSTS = host;
    await expect(run({ url: `http://${host}/openapi.json` })).resolves.toMatchObject({
      state: "done",
      document: { operations: 1 },
    });
  });
});

describe("importing", () => {
  test("is refused for a small role, and hidden from strangers", async () => {
    await expect(start(sent(document()), market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(start(sent(document()), market.stranger)).rejects.toEqual(refusal("not-found"));
    const id = await start(sent(document()));
    await expect(read(id, market.stranger)).rejects.toEqual(refusal("not-found"));
  });

  test("of one workspace is not found in another", async () => {
    const id = await start(sent(document()));
    const other = await openMarket(db);
    await expect(readImport(contextOf(other.publisher), other.workspace, id)).rejects.toEqual(refusal("not-found"));
  });

  test("is listed, the newest first", async () => {
    const ids = [await start(sent(document())), await start(sent(document()))];
    const { items } = await listImports(contextOf(market.viewer), market.workspace, { limit: 2 });
    expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test("compares with a version only when both of its names are there", async () => {
    const half = startImport(contextOf(market.publisher), market.workspace, sent(document()), { api: "orders" });
    await expect(half).rejects.toEqual(refusal("invalid-input"));
  });
});

import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { Problem, type ProblemSlug } from "../contract/problem.ts";
import { enrol } from "../identity/testing.ts";
import { refuseOthers } from "./refuse-others.ts";
import { route } from "./route.ts";
import { type Call, testServer } from "./testing.ts";

const server = testServer();
const { call } = server;

const echo = route({
  summary: "Echo",
  auth: "optional",
  params: z.object({ slug: slug.optional() }),
  query: z.object({ limit: z.coerce.number().max(5).optional(), tag: z.array(z.string()).optional() }),
  body: z.strictObject({ text: z.string().max(10), inner: z.object({ n: z.number() }).optional() }),
  answers: z.object({ text: z.string(), tags: z.array(z.string()).optional() }),
  bodyBytesMax: 2000,
  handle: async (_ctx, { body, query }) => ({ ...body, tags: query.tag, passwordHash: "must not leave" }),
});

describe("what comes in", () => {
  const good = { method: "POST", body: { text: "hi" } };

  test("is parsed, and only what the view lists goes out", async () => {
    const response = await call(echo, { ...good, target: "/x?tag=a" });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text: "hi", tags: ["a"] });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test.each<[string, Call, ProblemSlug, string | undefined]>([
    ["an unknown query parameter", { ...good, target: "/x?page=1" }, "invalid-input", "page"],
    ["a query parameter out of range", { ...good, target: "/x?limit=9" }, "invalid-input", "limit"],
    ["a repeated query parameter", { ...good, target: "/x?limit=1&limit=2" }, "invalid-input", "limit"],
    ["a NUL in the query", { ...good, target: "/x?tag=%00" }, "invalid-input", "tag/0"],
    ["a path parameter that is no slug", { ...good, params: { slug: "A B" } }, "invalid-input", "slug"],
    ["a misspelt member", { ...good, body: { text: "hi", txet: 1 } }, "invalid-input", "/txet"],
    ["a nested fault", { ...good, body: { text: "hi", inner: { n: "1" } } }, "invalid-input", "/inner/n"],
    ["no body", { method: "POST" }, "invalid-input", ""],
    ["NUL in text", { ...good, body: { text: "a\0b" } }, "invalid-input", "/text"],
    ["half a surrogate pair", { ...good, body: '{"text":"\\ud800"}' }, "invalid-input", "/text"],
    ["NUL in a name", { ...good, body: '{"\\u0000":1}' }, "invalid-input", ""],
    ["broken JSON", { ...good, body: '{"text":' }, "malformed-body", undefined],
    ["nesting without end", { ...good, body: "[".repeat(900) + "]".repeat(900) }, "malformed-body", undefined],
    ["too many bytes", { ...good, body: { text: "x".repeat(3000) } }, "body-too-large", undefined],
    ["another media type", { ...good, headers: { "content-type": "text/plain" } }, "unsupported-media-type", undefined],
    ["a bearer token nobody has", { ...good, token: "ght_nobody" }, "token-not-valid", undefined],
    ["another scheme", { ...good, headers: { authorization: "Basic eDp5" } }, "token-not-valid", undefined],
  ])("%s is refused", async (_what, request, code, pointer) => {
    const response = await call(echo, request);
    const problem = await response.json();
    expect(problem.code).toBe(code);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
    expect(problem.instance).toBe(request.target ? "/x" : "/api/v1/test");
  });

  test("that is no UTF-8 is refused", async () => {
    const request = new Request("http://gatehouse.test/x", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: Uint8Array.of(0x22, 0xff, 0x22),
    });
    expect((await echo(request)).status).toBe(400);
  });

  test("as chunks without a length is bounded while it arrives", async () => {
    let chunks = 0;
    const body = new ReadableStream({
      pull(controller) {
        chunks++;
        controller.enqueue(new Uint8Array(1000).fill(32));
      },
    });
    const headers = { "content-type": "application/json" };
    const response = await echo(new Request("http://gatehouse.test/x", { method: "POST", headers, body, ...half }));
    expect(response.status).toBe(413);
    expect(chunks).toBeLessThan(10);
  });
});

/** Node wants it said for a body that streams; TypeScript's DOM types do not know it. */
const half: object = { duplex: "half" };

describe("what goes out", () => {
  test("carries the caller's request id when it is harmless, else a new one", async () => {
    const given = await call(echo, { method: "POST", body: { text: "" }, headers: { "x-request-id": "order-4711-a" } });
    expect(given.headers.get("x-request-id")).toBe("order-4711-a");
    const made = await call(echo, { method: "POST", body: { text: "" }, headers: { "x-request-id": "a b; DROP" } });
    expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("says nothing of an unforeseen error but the request id", async () => {
    const broken = route({
      summary: "Break",
      auth: "none",
      handle: async () => {
        throw new Error("the secret is 42");
      },
    });
    const response = await call(broken, { headers: { "x-request-id": "find-me-in-the-log" } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: "internal", requestId: "find-me-in-the-log" });
    expect(text).not.toContain("42");
  });

  test("has no body for HEAD", async () => {
    const get = route({ summary: "Get", auth: "none", answers: z.string(), handle: async () => "hello" });
    const response = await call(get, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("is 405 with Allow for a method that the route does not have", async () => {
    const get = route({ summary: "Get", auth: "none", answers: z.string(), handle: async () => "hello" });
    const response = await call(refuseOthers({ GET: get }).DELETE, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect((await response.json()).code).toBe("method-not-allowed");
  });
});

describe("entity tags", () => {
  let version = 3;
  const thing = {
    summary: "Thing",
    auth: "none" as const,
    answers: z.object({ rowVersion: z.int() }),
    etag: ({ rowVersion }: { rowVersion: number }) => rowVersion,
  };
  const get = route({ ...thing, handle: async () => ({ rowVersion: version }) });
  const put = route({
    ...thing,
    ifMatchRequired: true,
    handle: async (_ctx, { ifMatch }) => {
      if (ifMatch !== undefined && ifMatch !== version) throw new Problem("precondition-failed");
      version++;
      return { rowVersion: version };
    },
  });

  test("spare an unchanged answer, and refuse a change on an old one", async () => {
    const first = await call(get);
    expect(first.headers.get("etag")).toBe('"3"');
    expect((await call(get, { headers: { "if-none-match": 'W/"3"' } })).status).toBe(304);
    expect((await call(put, { method: "PUT" })).status).toBe(428);
    expect((await call(put, { method: "PUT", headers: { "if-match": '"2"' } })).status).toBe(412);
    expect((await call(put, { method: "PUT", headers: { "if-match": '"abc"' } })).status).toBe(412);
    const changed = await call(put, { method: "PUT", headers: { "if-match": '"3"' } });
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"4"']);
  });
});

describe("an idempotency key", () => {
  let runs = 0;
  let hold: Promise<void> | undefined;
  const make = route({
    summary: "Make",
    body: z.strictObject({ name: z.string() }),
    answers: z.object({ name: z.string(), secret: z.string() }),
    status: 201,
    location: ({ name }) => `/made/${name}`,
    handle: async (_ctx, { body }) => {
      runs++;
      await hold;
      if (body.name === "fails") throw new Problem("wrong-state");
      return { name: body.name, secret: `secret-${runs}` };
    },
  });
  afterEach(() => {
    hold = undefined;
  });

  test("runs the work once and repeats its answer, which rests encrypted", async () => {
    const { token } = await enrol(server.db);
    const request = { method: "POST", token, body: { name: "a" }, headers: { "idempotency-key": "k1" } };
    const before = runs;
    const first = await call(make, request);
    const again = await call(make, request);
    expect(runs).toBe(before + 1);
    expect([again.status, await again.json()]).toEqual([201, await first.json()]);
    expect(again.headers.get("location")).toBe("/made/a");
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const rows = await server.db.idempotencyKey.findMany();
    expect(JSON.stringify(rows)).not.toContain("secret-");
  });

  test("belongs to its sender", async () => {
    const [one, other] = [await enrol(server.db), await enrol(server.db)];
    const request = { method: "POST", body: { name: "a" }, headers: { "idempotency-key": "k2" } };
    const answers = [
      await call(make, { ...request, token: one.token }),
      await call(make, { ...request, token: other.token }),
    ];
    expect(new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).secret))).size).toBe(2);
  });

  test("with another body is refused", async () => {
    const { token } = await enrol(server.db);
    const request = { method: "POST", token, headers: { "idempotency-key": "k3" } };
    await call(make, { ...request, body: { name: "a" } });
    const other = await call(make, { ...request, body: { name: "b" } });
    expect((await other.json()).code).toBe("idempotency-key-reused");
  });

  test("of a request that still runs is answered 409, and of one that failed is free again", async () => {
    const { token } = await enrol(server.db);
    const request = { method: "POST", token, body: { name: "fails" }, headers: { "idempotency-key": "k4" } };
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const first = call(make, request);
    await expect.poll(() => server.db.idempotencyKey.count({ where: { key: "k4" } })).toBe(1);
    expect((await (await call(make, request)).json()).code).toBe("idempotency-in-progress");
    release();
    expect((await (await first).json()).code).toBe("wrong-state");
    expect((await (await call(make, request)).json()).code).toBe("wrong-state");
  });

  test("of a request that died is taken over after five minutes", async () => {
    const { token } = await enrol(server.db);
    const request = { method: "POST", token, body: { name: "a" }, headers: { "idempotency-key": "k5" } };
    await call(make, request);
    await server.db.idempotencyKey.updateMany({ where: { key: "k5" }, data: { status: null, body: null } });
    expect((await call(make, request)).status).toBe(409);
    server.advance(6 * 60_000);
    const before = runs;
    await Promise.all([call(make, request), call(make, request)]);
    expect(runs).toBe(before + 1);
  });
});

test("calls over the bound are answered 429 until the window ends", async () => {
  const { token } = await enrol(server.db);
  const get = route({ summary: "Get", answers: z.string(), handle: async () => "hello" });
  server.platform.callsPerMinute = 3;
  const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await call(get, { token })).status));
  expect(statuses.sort()).toEqual([200, 200, 200, 429, 429]);
  const refused = await call(get, { token });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  server.advance(60_000);
  expect((await call(get, { token })).status).toBe(200);
  server.platform.callsPerMinute = 1000;
});

import { expect, it } from "vitest";
import { readFigure } from "../../src/telemetry/thread-figures.ts";
import { until } from "../support/until.ts";
import { step } from "../traffic/sample-parts.ts";
import { numbered, runCached } from "./cached-gateway.ts";

it("answers with what is stale while it fetches a newer one, once", async () => {
  await using cached = await runCached(numbered({ "cache-control": "max-age=10, stale-while-revalidate=30" }));
  await cached.get("/1");
  cached.pass(15_000);
  const answers = await Promise.all([cached.get("/1"), cached.get("/1")]);
  expect(answers.map(({ body }) => body)).toEqual(["answer 1", "answer 1"]);
  expect(answers[0]?.headers["cache-status"]).toBe("gatehouse; hit; ttl=-5");
  await until("a newer answer is stored", () => readFigure(cached.figures, "cache:stored") === 2);
  expect((await cached.get("/1")).body).toBe("answer 2");
  expect(cached.backend.requests).toHaveLength(2);
  expect(cached.gateway.calls).toHaveLength(4);
});

it("fetches in the background through the same policies, with the caller's headers but its conditions", async () => {
  const inbound = [step("set-header", { name: "x-set", value: `\${request.header('x-own')}`, action: "override" })];
  const listener = numbered({ "cache-control": "max-age=10, stale-while-revalidate=30", etag: '"a"' });
  await using cached = await runCached(listener, { inbound });
  await cached.get("/1", { "x-own": "1" });
  cached.pass(15_000);
  expect((await cached.get("/1", { "x-own": "2", "if-none-match": '"a"', range: "bytes=0-1" })).status).toBe(304);
  await until("a newer answer is stored", () => readFigure(cached.figures, "cache:stored") === 2);
  const { rawHeaders = [] } = cached.backend.requests[1] ?? {};
  const sent = Object.fromEntries(rawHeaders.flatMap((name, i) => (i % 2 ? [] : [[name, rawHeaders[i + 1]]])));
  expect(sent).toMatchObject({ "x-set": "2", "x-own": "2", "if-none-match": '"a"' });
  expect(sent).not.toHaveProperty("range");
});

it("does not use what has been stale for too long", async () => {
  await using cached = await runCached(numbered({ "cache-control": "max-age=10, stale-while-revalidate=30" }));
  await cached.get("/1");
  cached.pass(40_000);
  expect((await cached.get("/1")).body).toBe("answer 2");
});

it.each([
  ["a status", 503],
  ["no answer at all", 0],
])("stands in for %s of a backend that fails, as long as the answer allows it", async (_, status) => {
  await using cached = await runCached((_request, response, count) => {
    if (count === 1) response.writeHead(200, { "cache-control": "max-age=10, stale-if-error=30" }).end("one");
    else if (status === 0) response.destroy();
    else response.writeHead(status).end("broken");
  });
  await cached.get("/1");
  cached.pass(20_000);
  const { status: answered, body, headers } = await cached.get("/1");
  expect({ answered, body }).toEqual({ answered: 200, body: "one" });
  expect(headers["cache-status"]).toMatch(/^gatehouse; fwd=stale;.* detail=stale-if-error$/);
  expect((await cached.get("/1", { "cache-control": "no-cache" })).status).toBe(status || 502);
  cached.pass(20_000);
  expect((await cached.get("/1")).status).toBe(status || 502);
});

it.each([
  ["must-revalidate", "max-age=10, must-revalidate, stale-if-error=30"],
  ["proxy-revalidate", "max-age=10, proxy-revalidate, stale-if-error=30"],
  ["s-maxage without a word of it", "s-maxage=10"],
])("does not stand in against %s", async (_, cacheControl) => {
  const answer: Parameters<typeof runCached>[0] = (_request, response, count) => {
    if (count === 1) response.writeHead(200, { "cache-control": cacheControl }).end("one");
    else response.writeHead(503).end();
  };
  await using cached = await runCached(answer, { store: { "stale-if-error": "1h" } });
  await cached.get("/1");
  cached.pass(20_000);
  expect((await cached.get("/1")).status).toBe(503);
});

it("does not stand in with what was purged", async () => {
  await using cached = await runCached((_request, response, count) => {
    if (count === 1) response.writeHead(200, { "cache-control": "max-age=10, stale-if-error=60" }).end("one");
    if (count === 3) response.writeHead(200).end();
    if (count !== 2) return;
    const purges = [{ sequence: 1, api: "orders", all: true, tags: [], urls: [] }];
    cached.serve({ settings: { publicUrls: [], purges } });
    void cached.get("/other").then(() => response.writeHead(503).end());
  });
  cached.serve({ settings: { publicUrls: [] } });
  await cached.get("/1");
  cached.pass(20_000);
  expect((await cached.get("/1")).status).toBe(503);
});

it("goes by the policy where the answer says nothing of it", async () => {
  const store = { "stale-while-revalidate": "10s", "stale-if-error": "30s" };
  await using cached = await runCached(
    (_request, response, count) => {
      if (count === 1) response.writeHead(200, { "cache-control": "max-age=10" }).end("one");
      else response.writeHead(500).end();
    },
    { store },
  );
  await cached.get("/1");
  for (const ms of [15_000, 10_000]) {
    cached.pass(ms);
    expect((await cached.get("/1")).body).toBe("one");
  }
});

it("asks whether a stale answer still holds, and takes over what a 304 says but not from policies", async () => {
  const before = [step("set-header", { name: "x-own", value: "policy", action: "override" })];
  await using cached = await runCached(
    (request, response) => {
      response.setHeader("cache-control", "max-age=10").setHeader("etag", '"a"').setHeader("x-own", "backend");
      if (request.headers["if-none-match"] === '"a"') response.writeHead(304, { "x-new": "1" }).end();
      else response.writeHead(200, { "x-old": "1" }).end("one");
    },
    { before },
  );
  await cached.get("/1");
  cached.pass(15_000);
  const checked = await cached.get("/1");
  expect(checked).toMatchObject({ status: 200, body: "one" });
  expect(checked.headers).toMatchObject({ "x-own": "policy", "x-new": "1", "x-old": "1", age: "0" });
  expect(checked.headers["cache-status"]).toBe("gatehouse; fwd=stale; fwd-status=304");
  expect((await cached.get("/1")).headers["cache-status"]).toBe("gatehouse; hit; ttl=10");
  expect(cached.backend.requests).toHaveLength(2);
});

it("gives a 304 on to a caller who has another answer than the stored one", async () => {
  await using cached = await runCached((request, response) => {
    if (request.headers["if-none-match"] === undefined) {
      response.writeHead(200, { "cache-control": "max-age=10", etag: '"old"' }).end("old");
    } else {
      response.writeHead(304, { etag: '"new"' }).end();
    }
  });
  await cached.get("/1");
  cached.pass(15_000);
  const { status, headers } = await cached.get("/1", { "if-none-match": '"new"' });
  expect({ status, etag: headers.etag }).toEqual({ status: 304, etag: '"new"' });
  const { rawHeaders = [] } = cached.backend.requests[1] ?? {};
  expect(rawHeaders).toContain('"old", "new"');
});

import { expect, it } from "vitest";
import { AccessLog } from "../../src/access-log/access-log.ts";
import { step } from "../traffic/sample-parts.ts";
import { numbered, runCached } from "./cached-gateway.ts";

const FRESH = { "cache-control": "max-age=60" };

it("answers with what is stored, and says how old it is and where it comes from", async () => {
  await using cached = await runCached(numbered({ ...FRESH, "x-own": "1" }));
  const first = await cached.get("/1");
  cached.pass(10_000);
  const second = await cached.get("/1");
  expect(first.headers["cache-status"]).toBe("gatehouse; fwd=uri-miss; stored");
  expect(second).toMatchObject({ status: 200, body: "answer 1" });
  expect(second.headers).toMatchObject({ age: "10", "cache-status": "gatehouse; hit; ttl=50", "x-own": "1" });
  expect(second.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
  expect(cached.backend.requests).toHaveLength(1);
});

it("keeps URLs apart, and asks again when an answer is stale", async () => {
  await using cached = await runCached(numbered(FRESH));
  const bodies = [];
  for (const path of ["/1", "/1?a=1", "/1", "/2"]) bodies.push((await cached.get(path)).body);
  cached.pass(60_000);
  bodies.push((await cached.get("/1")).body);
  expect(bodies).toEqual(["answer 1", "answer 2", "answer 1", "answer 3", "answer 4"]);
});

it("stores nothing that does not say how long it is fresh, unless the policy says so", async () => {
  await using silent = await runCached(numbered({}));
  await silent.get("/1");
  expect((await silent.get("/1")).body).toBe("answer 2");
  await using told = await runCached(numbered({}), { store: { duration: "30s" } });
  await told.get("/1");
  expect((await told.get("/1")).body).toBe("answer 1");
  told.pass(30_000);
  expect((await told.get("/1")).body).toBe("answer 2");
});

it.each([
  ["no-store", { "cache-control": "max-age=60, no-store" }],
  ["private", { "cache-control": "max-age=60, private" }],
  ["Vary: *", { ...FRESH, vary: "*" }],
])("does not store an answer with %s", async (_, headers) => {
  await using cached = await runCached(numbered(headers));
  await cached.get("/1");
  expect((await cached.get("/1")).body).toBe("answer 2");
});

it("keeps an answer for each of what it varies by", async () => {
  await using cached = await runCached(numbered({ ...FRESH, vary: "Accept-Language" }));
  const bodies = [];
  for (const language of ["de", "en", "de", "en,  fr", "en,fr"]) {
    bodies.push((await cached.get("/1", { "accept-language": language })).body);
  }
  expect(bodies).toEqual(["answer 1", "answer 2", "answer 1", "answer 3", "answer 3"]);
});

it("goes by what the caller sent, also where policies change that for the backend", async () => {
  const inbound = [step("set-header", { name: "accept-language", value: "de", action: "override" })];
  await using cached = await runCached(numbered({ ...FRESH, vary: "accept-language" }), { inbound });
  const bodies = [];
  for (const language of ["en", "en", "de"]) {
    bodies.push((await cached.get("/1", { "accept-language": language })).body);
  }
  expect(bodies).toEqual(["answer 1", "answer 1", "answer 2"]);
});

it("makes one of what the policy says makes no difference, and two of what it says does", async () => {
  const lookup = { "vary-by-query-parameter": ["page"], "vary-by-header": ["x-tenant"] };
  await using cached = await runCached(numbered(FRESH), { lookup });
  const bodies = [];
  for (const query of ["?page=1&t=1", "?t=2&page=1", "?page=2"]) bodies.push((await cached.get(`/1${query}`)).body);
  bodies.push((await cached.get("/1?page=1", { "x-tenant": "b" })).body);
  expect(bodies).toEqual(["answer 1", "answer 1", "answer 2", "answer 3"]);
});

it("runs what stands behind cache-store for every call, and what stands before it once", async () => {
  const counting = (id: string) =>
    step(
      "set-header",
      { name: `x-${id}`, value: `\${request.header('x-call')}`, action: "override" },
      `orders/v1/${id}`,
    );
  await using cached = await runCached(numbered(FRESH), { before: [counting("before")], after: [counting("after")] });
  await cached.get("/1", { "x-call": "1" });
  const { headers, body } = await cached.get("/1", { "x-call": "2" });
  expect(headers).toMatchObject({ "x-before": "1", "x-after": "2", age: "0" });
  expect(body).toBe("answer 1");
});

it("stores a body as policies have changed it", async () => {
  const before = [step("find-and-replace", { from: "answer", to: "changed" })];
  await using cached = await runCached(numbered(FRESH), { before });
  await cached.get("/1");
  const { body, headers } = await cached.get("/1");
  expect({ body, length: headers["content-length"] }).toEqual({ body: "changed 1", length: "9" });
});

it("answers HEAD with what is stored for GET", async () => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1");
  const { status, headers, body } = await cached.get("/1", {}, { method: "HEAD" });
  expect({ status, body, length: headers["content-length"] }).toEqual({ status: 200, body: "", length: "8" });
  expect(cached.backend.requests).toHaveLength(1);
});

it("answers conditions and ranges itself", async () => {
  await using cached = await runCached(numbered({ ...FRESH, etag: '"a"', "x-own": "1" }));
  await cached.get("/1");
  const known = await cached.get("/1", { "if-none-match": 'W/"a"' });
  expect(known).toMatchObject({ status: 304, body: "" });
  expect(known.headers).toMatchObject({ etag: '"a"', "cache-control": "max-age=60", age: "0" });
  expect(known.headers["x-own"]).toBeUndefined();
  const part = await cached.get("/1", { range: "bytes=0-5" });
  expect(part).toMatchObject({ status: 206, body: "answer" });
  expect(part.headers).toMatchObject({ "content-range": "bytes 0-5/8", "content-length": "6" });
  expect(await cached.get("/1", { range: "bytes=8-" })).toMatchObject({ status: 416, body: "" });
  expect(await cached.get("/1", { range: "bytes=0-5", "if-range": '"b"' })).toMatchObject({ status: 200 });
  expect(cached.backend.requests).toHaveLength(1);
});

it.each([
  [{ "cache-control": "no-cache" }, "answer 2"],
  [{ pragma: "no-cache" }, "answer 2"],
  [{ "cache-control": "max-age=5" }, "answer 2"],
  [{ "cache-control": "min-fresh=55" }, "answer 2"],
  [{ "cache-control": "no-store" }, "answer 2"],
  [{ "cache-control": "max-age=15" }, "answer 1"],
])("does what the caller asks with %j", async (headers, body) => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1");
  cached.pass(10_000);
  expect((await cached.get("/1", headers)).body).toBe(body);
});

it("does not what the caller asks where the policy says so", async () => {
  await using cached = await runCached(numbered(FRESH), { lookup: { "request-directives": "ignore" } });
  await cached.get("/1");
  expect((await cached.get("/1", { "cache-control": "no-cache" })).body).toBe("answer 1");
});

it("answers only from what is stored where the caller wants that", async () => {
  await using cached = await runCached(numbered(FRESH));
  const { status, body } = await cached.get("/1", { "cache-control": "only-if-cached" });
  expect({ status, code: JSON.parse(body).code }).toEqual({ status: 504, code: "answer-not-cached" });
  await cached.get("/1");
  expect((await cached.get("/1", { "cache-control": "only-if-cached" })).body).toBe("answer 1");
});

it("goes by a targeted field in place of Cache-Control where the policy names one", async () => {
  const headers = { "cache-control": "no-store", "cdn-cache-control": "max-age=60" };
  await using cached = await runCached(numbered(headers), { store: { "targeted-fields": ["cdn-cache-control"] } });
  await cached.get("/1");
  expect((await cached.get("/1")).body).toBe("answer 1");
});

it("puts parts with the same strong tag together, and fetches only what is missing of the whole", async () => {
  await using cached = await runCached((request, response) => {
    const [, first = "0", last = "9"] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const end = last === "" ? 9 : Number(last);
    response.writeHead(206, {
      ...FRESH,
      etag: '"a"',
      "content-range": `bytes ${first}-${end}/10`,
    });
    response.end("0123456789".slice(Number(first), end + 1));
  });
  await cached.get("/1", { range: "bytes=0-3" });
  await cached.get("/1", { range: "bytes=4-5" });
  expect(await cached.get("/1", { range: "bytes=2-5" })).toMatchObject({ status: 206, body: "2345" });
  expect(cached.backend.requests).toHaveLength(2);
  const whole = await cached.get("/1");
  expect(whole).toMatchObject({ status: 200, body: "0123456789" });
  expect(whole.headers["content-range"]).toBeUndefined();
  const { rawHeaders = [] } = cached.backend.requests[2] ?? {};
  expect(rawHeaders.join()).toContain("bytes=6-");
  expect((await cached.get("/1")).headers["cache-status"]).toMatch(/hit/);
});

it("says in the access log what was done with a call", async () => {
  let logged = "";
  const privacy = { maskedParameters: new Set<string>(), clientAddress: "full" as const };
  const accessLog = new AccessLog(["cache"], privacy, (lines) => {
    logged += Buffer.from(lines).toString();
  });
  await using cached = await runCached(numbered(FRESH), { server: { accessLog } });
  await cached.get("/1");
  await cached.get("/1");
  await cached.get("/1", { "if-match": '"a"' });
  accessLog.flush();
  const lines = logged.trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).cache)).toEqual(["fwd=uri-miss; stored", "hit; ttl=60", "fwd=bypass"]);
});

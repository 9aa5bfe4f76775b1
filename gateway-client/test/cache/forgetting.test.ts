import { expect, it } from "vitest";
import { readFigure } from "../../src/telemetry/thread-figures.ts";
import { until } from "../support/until.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { type CachedGateway, numbered, OTHER_KEY, runCached } from "./cached-gateway.ts";

const FRESH = { "cache-control": "max-age=3600" };

it.each(["POST", "PUT", "DELETE", "PATCH"])("forgets what a %s may have changed, for every caller", async (method) => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1?page=1");
  await cached.get("/1", { "x-api-key": OTHER_KEY });
  await cached.get("/2");
  await cached.get("/1", {}, { method, headers: { "x-api-key": API_KEY }, body: "x" });
  expect(await bodies(cached, ["/1?page=1", "/2"])).toEqual(["answer 5", "answer 3"]);
  expect((await cached.get("/1", { "x-api-key": OTHER_KEY })).body).toBe("answer 6");
});

it.each([
  ["Location", "/orders/7"],
  ["Content-Location", "/orders/7"],
  ["Location", "7"],
  ["Location", "/7"],
  ["Location", "BACKEND/7"],
  ["Location", "GATEWAY/orders/7"],
])("forgets what the answer names in %s: %s", async (name, value) => {
  await using cached = await runCached((request, response, count) => {
    const target = value.replace("BACKEND", cached.backend.url).replace("GATEWAY", cached.gateway.url);
    if (request.method === "POST") response.writeHead(201, { [name]: target }).end();
    else response.writeHead(200, FRESH).end(`answer ${count}`);
  });
  await cached.get("/7");
  await cached.get("/1", {}, { method: "POST", headers: { "x-api-key": API_KEY }, body: "x" });
  expect(await bodies(cached, ["/7"])).toEqual(["answer 3"]);
});

it.each([
  ["of another origin", 201, "http://elsewhere.example/orders/7"],
  ["of a call that failed", 500, "/orders/7"],
])("forgets nothing %s", async (_, status, location) => {
  await using cached = await runCached((request, response, count) => {
    if (request.method === "POST") response.writeHead(status, { location }).end();
    else response.writeHead(200, FRESH).end(`answer ${count}`);
  });
  await cached.get("/7");
  await cached.get("/1", {}, { method: "POST", headers: { "x-api-key": API_KEY }, body: "x" });
  expect(await bodies(cached, ["/7"])).toEqual(["answer 1"]);
});

it.each([
  ["everything", { all: true }, ["answer 4", "answer 5", "answer 6"]],
  ["a tag", { tags: ["odd"] }, ["answer 4", "answer 2", "answer 5"]],
  ["a path", { urls: ["/orders/1"] }, ["answer 4", "answer 2", "answer 3"]],
  ["a path with its query", { urls: ["/orders/2?b=1"] }, ["answer 1", "answer 2", "answer 3"]],
  ["a beginning", { urls: ["/orders/2*"] }, ["answer 1", "answer 4", "answer 3"]],
  ["another API", { all: true, api: "other" }, ["answer 1", "answer 2", "answer 3"]],
])("purges %s", async (_, order, expected) => {
  const store = { "purge-tags": [`\${response.header('x-tag')}`] };
  await using cached = await runCached(
    (_request, response, count) => {
      response.writeHead(200, { ...FRESH, "x-tag": count % 2 === 1 ? "odd all" : "even" }).end(`answer ${count}`);
    },
    { store },
  );
  cached.serve({ settings: settingsWith() });
  const paths = ["/1", "/2?a=1", "/3"];
  await bodies(cached, paths);
  cached.serve({ settings: settingsWith({ sequence: 1, ...order }) });
  expect(await bodies(cached, paths)).toEqual(expected);
});

it("carries each order out once", async () => {
  await using cached = await runCached(numbered(FRESH));
  cached.serve({ settings: settingsWith({ sequence: 4, all: true }) });
  await bodies(cached, ["/1"]);
  cached.serve({ settings: settingsWith({ sequence: 4, all: true }) });
  expect(await bodies(cached, ["/1"])).toEqual(["answer 1"]);
  cached.serve({ settings: settingsWith({ sequence: 4, all: true }, { sequence: 5, all: true }) });
  expect(await bodies(cached, ["/1"])).toEqual(["answer 2"]);
});

it("forgets everything when it has missed orders that are not in the list any more", async () => {
  await using cached = await runCached(numbered(FRESH));
  cached.serve({ settings: settingsWith({ sequence: 4, all: true }) });
  await bodies(cached, ["/1"]);
  cached.serve({ settings: settingsWith({ sequence: 9, tags: ["other"] }) });
  expect(await bodies(cached, ["/1"])).toEqual(["answer 2"]);
});

it("does not store what was under way when it was purged", async () => {
  let letGo = (): void => undefined;
  await using cached = await runCached((_request, response, count) => {
    const go = () => response.writeHead(200, FRESH).end(`answer ${count}`);
    if (count === 1) letGo = go;
    else go();
  });
  cached.serve({ settings: settingsWith() });
  const first = cached.get("/1");
  await until("the backend is asked", () => cached.backend.requests.length === 1);
  cached.serve({ settings: settingsWith({ sequence: 1, all: true }) });
  await cached.get("/2");
  letGo();
  expect((await first).body).toBe("answer 1");
  expect(await bodies(cached, ["/1"])).toEqual(["answer 3"]);
});

it("keeps within its memory, and keeps what is asked for again and again", async () => {
  const body = "x".repeat(10_000);
  const bytesMax = 500_000;
  await using cached = await runCached((_request, response) => response.writeHead(200, FRESH).end(body), { bytesMax });
  for (let index = 0; index < 200; index++) {
    await cached.get(`/${index}`);
    await cached.get("/0");
    expect(readFigure(cached.figures, "cacheBytes")).toBeLessThanOrEqual(bytesMax);
  }
  expect(readFigure(cached.figures, "cacheAnswers")).toBeGreaterThan(30);
  expect((await cached.get("/0")).headers["cache-status"]).toMatch(/hit/);
  expect((await cached.get("/1")).headers["cache-status"]).toMatch(/fwd/);
});

it("passes an answer on that is too large to be stored", async () => {
  const body = "x".repeat(3_000);
  await using cached = await runCached((_request, response) => response.writeHead(200, FRESH).end(body), {
    store: { "max-size": "2KiB" },
  });
  await cached.get("/1");
  expect((await cached.get("/1")).body).toBe(body);
  expect(cached.backend.requests).toHaveLength(2);
  expect(readFigure(cached.figures, "cacheAnswers")).toBe(0);
});

it("does not store an answer that breaks off", async () => {
  await using cached = await runCached((_request, response, count) => {
    response.writeHead(200, { ...FRESH, "content-length": "10" });
    if (count > 1) response.end("0123456789");
    else response.write("01234", () => response.destroy());
  });
  await expect(cached.get("/1")).rejects.toThrow();
  expect((await cached.get("/1")).body).toBe("0123456789");
  expect(cached.backend.requests).toHaveLength(2);
});

async function bodies(cached: CachedGateway, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) found.push((await cached.get(path)).body);
  return found;
}

function settingsWith(...orders: Record<string, unknown>[]) {
  return {
    publicUrls: [],
    purges: orders.map((order) => ({ api: "orders", all: false, tags: [], urls: [], ...order })),
  };
}

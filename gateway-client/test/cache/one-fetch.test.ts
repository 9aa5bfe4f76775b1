import { expect, it } from "vitest";
import { readFigure } from "../../src/telemetry/thread-figures.ts";
import { until } from "../support/until.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { type CachedGateway, numbered, runCached } from "./cached-gateway.ts";

const FRESH = { "cache-control": "max-age=60" };
const CALLS = 20;

/** A backend whose answers wait until the test lets them go. */
function held(answer: Parameters<typeof runCached>[0]) {
  const waiting: (() => void)[] = [];
  return {
    listener: ((request, response, count) => {
      waiting.push(() => answer(request, response, count));
    }) as Parameters<typeof runCached>[0],
    letGo: () => {
      for (const go of waiting.splice(0)) go();
    },
  };
}

const collapsed = (cached: CachedGateway) => readFigure(cached.figures, "cache:collapsed");

it("fetches once what many ask for at the same time", async () => {
  const { listener, letGo } = held(numbered(FRESH));
  await using cached = await runCached(listener);
  const calls = Array.from({ length: CALLS }, () => cached.get("/1"));
  await until("calls wait", () => collapsed(cached) === CALLS - 1);
  letGo();
  const answers = await Promise.all(calls);
  expect(answers.map(({ body }) => body)).toEqual(Array(CALLS).fill("answer 1"));
  expect(answers.filter(({ headers }) => headers["cache-status"]?.includes("collapsed"))).toHaveLength(CALLS - 1);
  expect(cached.backend.requests).toHaveLength(1);
});

it("lets all go on their own once an answer turns out not to be shared, and those after them at once", async () => {
  const { listener, letGo } = held(numbered({ "cache-control": "no-store" }));
  await using cached = await runCached(listener);
  const calls = Array.from({ length: CALLS }, () => cached.get("/1"));
  await until("calls wait", () => collapsed(cached) === CALLS - 1);
  letGo();
  await until("the backend is asked", () => cached.backend.requests.length === CALLS);
  letGo();
  expect(new Set((await Promise.all(calls)).map(({ body }) => body)).size).toBe(CALLS);
  const later = [cached.get("/1"), cached.get("/1")];
  await until("the backend is asked", () => cached.backend.requests.length === CALLS + 2);
  letGo();
  await Promise.all(later);
});

it("answers those who wait when the one who fetched for them is gone", async () => {
  const { listener, letGo } = held(numbered(FRESH));
  await using cached = await runCached(listener);
  const leader = new AbortController();
  const first = cached.get("/1", {}, { signal: leader.signal, headers: { "x-api-key": API_KEY } }).catch(() => "gone");
  await until("the backend is asked", () => cached.backend.requests.length === 1);
  const others = [cached.get("/1"), cached.get("/1")];
  await until("calls wait", () => collapsed(cached) === 2);
  leader.abort();
  await until("the backend is asked", () => cached.backend.requests.length === 2);
  letGo();
  expect(await first).toBe("gone");
  expect((await Promise.all(others)).map(({ body }) => body)).toEqual(["answer 2", "answer 2"]);
  expect(cached.backend.requests).toHaveLength(2);
});

it("lets those who wait try for themselves when the backend fails", async () => {
  const { listener, letGo } = held((_, response, count) => {
    if (count === 1) response.destroy();
    else response.writeHead(200, FRESH).end(`answer ${count}`);
  });
  await using cached = await runCached(listener);
  const first = cached.get("/1");
  await until("the backend is asked", () => cached.backend.requests.length === 1);
  const other = cached.get("/1");
  await until("calls wait", () => collapsed(cached) === 1);
  letGo();
  await until("the backend is asked", () => cached.backend.requests.length === 2);
  letGo();
  expect((await first).status).toBe(502);
  expect((await other).body).toBe("answer 2");
});

it("does not give one variant to those who wait for another", async () => {
  const { listener, letGo } = held(numbered({ ...FRESH, vary: "accept" }));
  await using cached = await runCached(listener);
  const calls = ["text/a", "text/b", "text/a"].map((accept) => cached.get("/1", { accept }));
  await until("calls wait", () => collapsed(cached) === 2);
  letGo();
  await until("the backend is asked", () => cached.backend.requests.length === 2);
  letGo();
  const [a, b, c] = (await Promise.all(calls)).map(({ body }) => body);
  expect({ a, b, c }).toEqual({ a: "answer 1", b: "answer 2", c: "answer 1" });
});

it("lets nobody wait longer than the policy says", async () => {
  const { listener, letGo } = held(numbered(FRESH));
  await using cached = await runCached(listener, { lookup: { "wait-timeout": "1ms" } });
  const calls = [cached.get("/1"), cached.get("/1")];
  await until("the backend is asked", () => cached.backend.requests.length === 2);
  letGo();
  await Promise.all(calls);
});

it("asks once whether a stale answer still holds, for all who want it", async () => {
  const { listener, letGo } = held((request, response) => {
    if (request.headers["if-none-match"] === undefined) response.writeHead(200, { ...FRESH, etag: '"a"' }).end("one");
    else response.writeHead(304, { ...FRESH, etag: '"a"', "x-new": "1" }).end();
  });
  await using cached = await runCached(listener);
  const first = cached.get("/1");
  await until("the backend is asked", () => cached.backend.requests.length === 1);
  letGo();
  await first;
  cached.pass(60_000);
  const calls = Array.from({ length: CALLS }, () => cached.get("/1"));
  await until("calls wait", () => collapsed(cached) === CALLS - 1);
  letGo();
  for (const { status, body, headers } of await Promise.all(calls)) {
    expect({ status, body, new: headers["x-new"] }).toEqual({ status: 200, body: "one", new: "1" });
  }
  expect(cached.backend.requests).toHaveLength(2);
});

import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend, type SampleBackend } from "../traffic/sample-backend.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
const hashBy = { source: "header", name: "X-User" } as const;

it.each<[string, Partial<BackendPart>]>([
  ["in turn", { loadBalancing: "round-robin" }],
  ["by the fewest connections", { loadBalancing: "least-connections" }],
])("calls targets of 6 : 3 : 1 in that proportion, %s", async (_, care) => {
  await using fleet = await runFleet(3);
  const targets = [6, 3, 1].map((weight, index) => ({ url: fleet.urls[index] ?? "", weight }));
  await using gateway = await runGateway(partsFor([], { ...care, targets }));
  for (let call = 0; call < 20; call++) await fetch(`${gateway.url}/orders`, { headers });
  // One after the other there is never a call under way: the fewest connections then go by weight alone.
  if (care.loadBalancing === "round-robin") expect(fleet.counts()).toEqual([12, 6, 2]);
  else expect(fleet.counts()[0]).toBeGreaterThan(fleet.counts()[2] ?? 0);
});

it("leaves a target alone that is busy, where the fewest connections decide", async () => {
  const held = Promise.withResolvers<void>();
  await using slow = await runBackend(async (_, response) => {
    await held.promise;
    response.end();
  });
  await using quick = await runBackend();
  const parts = partsFor([slow.url, quick.url], { loadBalancing: "least-connections" });
  await using gateway = await runGateway(parts);
  const first = [1, 2].map(() => fetch(`${gateway.url}/orders`, { headers }));
  await Promise.race(first);
  for (let call = 0; call < 10; call++) await fetch(`${gateway.url}/orders`, { headers });
  expect([slow.requests.length, quick.requests.length]).toEqual([1, 11]);
  held.resolve();
  await Promise.all(first);
});

it("knows that calls are over whose callers went away", async () => {
  let isSlow = true;
  const seen = Promise.withResolvers<void>();
  await using a = await runBackend((request, response) => {
    if (!isSlow) response.end();
    else request.on("close", () => seen.resolve());
  });
  await using b = await runBackend();
  const targets = [
    { url: a.url, weight: 1 },
    { url: b.url, weight: 1, priority: 2 },
  ];
  const parts = partsFor([], { targets, loadBalancing: "least-connections" });
  await using gateway = await runGateway(parts);
  const abort = new AbortController();
  const calls = [1, 2, 3].map(() => fetch(`${gateway.url}/orders`, { headers, signal: abort.signal }));
  await until("they are under way", () => a.requests.length === 3);
  abort.abort();
  await Promise.allSettled(calls);
  await seen.promise;
  isSlow = false;
  const even = targets.map(({ url }) => ({ url, weight: 1 }));
  gateway.holder.current = loadSnapshot(partsFor([], { targets: even, loadBalancing: "least-connections" }));
  const before = [a.requests.length, b.requests.length];
  for (let call = 0; call < 10; call++) await fetch(`${gateway.url}/orders`, { headers });
  expect([a.requests.length, b.requests.length].map((count, index) => count - (before[index] ?? 0))).toEqual([5, 5]);
});

it("calls the targets of the next priority only when all before them are out", async () => {
  await using fleet = await runFleet(2);
  const [first = "", second = ""] = fleet.urls;
  const targets = [
    { url: first, weight: 1 },
    { url: second, weight: 1, priority: 2 },
  ];
  await using gateway = await runGateway(partsFor([], { targets }));
  for (let call = 0; call < 4; call++) await fetch(`${gateway.url}/orders`, { headers });
  expect(fleet.counts()).toEqual([4, 0]);
  await fleet.backends[0]?.[Symbol.asyncDispose]();
  expect((await fetch(`${gateway.url}/orders`, { headers })).status).toBe(200);
  expect(fleet.counts()).toEqual([4, 1]);
});

it("keeps each caller on its target, and moves only those of a target that goes", async () => {
  await using fleet = await runFleet(4);
  const targetOf = async (urls: readonly string[]) => {
    await using gateway = await runGateway(partsFor(urls, { loadBalancing: "consistent-hash", hashBy }));
    const places = new Map<string, string>();
    for (let user = 0; user < 120; user++) {
      const name = `user-${user}`;
      const response = await fetch(`${gateway.url}/orders`, { headers: { ...headers, "x-user": name } });
      places.set(name, (await response.json()).headers.host);
    }
    return places;
  };
  const before = await targetOf(fleet.urls);
  expect(await targetOf(fleet.urls)).toEqual(before);

  const gone = new URL(fleet.urls[3] ?? "").host;
  const after = await targetOf(fleet.urls.slice(0, 3));
  const moved = [...before].filter(([user, host]) => after.get(user) !== host);
  expect(moved.every(([, host]) => host === gone)).toBe(true);
  for (const url of fleet.urls) {
    const share = [...before.values()].filter((host) => host === new URL(url).host).length;
    expect(share).toBeGreaterThan(12); // 30 of 120 on average, with a standard deviation below 5
  }
});

it.each<[string, BackendPart["hashBy"], Record<string, string>]>([
  ["cookie", { source: "cookie", name: "sid" }, { cookie: "a=1; sid=7" }],
  ["subscription", { source: "subscription" }, {}],
  ["client address", { source: "client-address" }, {}],
  ["client address in place of a header that is not there", hashBy, {}],
])("keeps a caller on one target by its %s", async (_, by, more) => {
  await using fleet = await runFleet(3);
  const parts = partsFor(fleet.urls, { loadBalancing: "consistent-hash", ...(by && { hashBy: by }) });
  await using gateway = await runGateway(parts);
  for (let call = 0; call < 9; call++) await fetch(`${gateway.url}/orders`, { headers: { ...headers, ...more } });
  expect(fleet.counts().toSorted()).toEqual([0, 0, 9]);
});

interface Fleet extends AsyncDisposable {
  backends: SampleBackend[];
  urls: string[];
  counts(): number[];
}

async function runFleet(size: number): Promise<Fleet> {
  const backends = await Promise.all(Array.from({ length: size }, () => runBackend()));
  return {
    backends,
    urls: backends.map(({ url }) => url),
    counts: () => backends.map(({ requests }) => requests.length),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(backends.map((backend) => backend[Symbol.asyncDispose]()));
    },
  };
}

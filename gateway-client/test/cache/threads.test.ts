import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";

const world = useWorld();
const CALLS = 60;

test("what a call has changed is forgotten by all threads", async () => {
  let version = 1;
  const { gateway } = await world.serving({
    environment: { GATEHOUSE_GATEWAY_THREADS: "2" },
    snapshot: { isCached: true },
    answer: ({ method }, response) => {
      if (method === "PUT") version = 2;
      response.writeHead(200, { "cache-control": "max-age=3600" }).end(`version ${version}`);
    },
  });
  const call = (method: string) =>
    fetch(`${gateway.url}/echo/1`, { method, headers: { "x-api-key": "a-key", connection: "close" } });
  const bodies = async () =>
    new Set(await Promise.all(Array.from({ length: CALLS }, async () => (await call("GET")).text())));
  expect([...(await bodies())]).toEqual(["version 1"]);
  await call("PUT");
  await until("every thread has heard of it", async () => !(await bodies()).has("version 1"));
});

test("each thread keeps its own answers, and a purge reaches all of them", async () => {
  let answers = 0;
  const { controlPlane, gateway, build } = await world.serving({
    environment: { GATEHOUSE_GATEWAY_THREADS: "2" },
    snapshot: { isCached: true },
    answer: (_, response) => response.writeHead(200, { "cache-control": "max-age=3600" }).end(`answer ${++answers}`),
  });
  // A new connection each, so that the system hands them to both threads.
  const bodies = async () => {
    const all = await Promise.all(
      Array.from({ length: CALLS }, () => gateway.call("/echo/1", { "x-api-key": "a-key", connection: "close" })),
    );
    return new Set(await Promise.all(all.map((answer) => answer.text())));
  };
  const before = await bodies();
  expect(before.size).toBeLessThanOrEqual(2);

  const purges = [{ sequence: 1, api: "echo", all: true, tags: [], urls: [] }];
  controlPlane.publish(build(2, { settings: { purges } }));
  await until("the purge is applied", async () => (await gateway.status()).applied === 2);
  const after = await bodies();
  expect([...after].filter((body) => before.has(body))).toEqual([]);

  const metrics = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(metrics)?.[1]);
  expect(value('gatehouse_cache_answers_total{event="purged"}')).toBe(before.size);
  await until("the figures are fresh", async () => {
    const page = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
    return page.includes(`gatehouse_cache_answers ${after.size}`);
  });
});

import { expect, test } from "vitest";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();

test.each(["1", "2"])("no request fails while snapshots are swapped under load (%s thread)", async (threads) => {
  const { controlPlane, gateway, build } = await world.serving({
    snapshot: { release: "1" },
    environment: { GATEHOUSE_GATEWAY_THREADS: threads },
  });
  const outcomes = new Map<number, number>();
  let isRunning = true;
  const callers = Array.from({ length: 16 }, async () => {
    while (isRunning) {
      const response = await gateway.call();
      await response.arrayBuffer();
      outcomes.set(response.status, (outcomes.get(response.status) ?? 0) + 1);
    }
  });
  for (let generation = 2; generation <= 12; generation++) {
    controlPlane.publish(build(generation, { release: String(generation) }));
    await controlPlane.untilApplied(generation);
    const response = await gateway.call();
    expect(response.headers.get("x-release"), "what is reported as applied is served").toBe(String(generation));
  }
  isRunning = false;
  await Promise.all(callers);

  expect([...outcomes.keys()]).toEqual([200]);
  expect(outcomes.get(200)).toBeGreaterThan(100);
});

test("a request in flight finishes on the snapshot on which it began", async () => {
  let finish = () => {};
  const { controlPlane, upstream, gateway, build } = await world.serving({
    snapshot: { release: "1" },
    answer: (_, response) => {
      finish = () => response.end("late");
    },
  });
  const early = gateway.call();
  await until("the request is at the backend", () => upstream.requests === 1);
  controlPlane.publish(build(2, { release: "2" }));
  await controlPlane.untilApplied(2);
  finish();
  expect((await early).headers.get("x-release")).toBe("1");
});

test("a key revoked while calls run is refused as soon as it is reported, and nothing else fails", async () => {
  const { controlPlane, gateway, build } = await world.serving({ snapshot: { keys: ["a-key", "other-key"] } });
  const seen: number[] = [];
  let isRunning = true;
  const caller = (async () => {
    while (isRunning) seen.push((await gateway.call()).status);
  })();
  await until("some calls went through", () => seen.length > 20);
  controlPlane.publish(build(2, { keys: ["other-key"] }));
  await controlPlane.untilApplied(2);
  expect((await gateway.call()).status).toBe(401);
  expect((await gateway.call("/echo", { "x-api-key": "other-key" })).status).toBe(200);
  isRunning = false;
  await caller;
  expect([...new Set(seen)]).toEqual([200, 401]);
  expect(seen.lastIndexOf(200)).toBeLessThan(seen.indexOf(401));
});

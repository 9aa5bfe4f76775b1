import { once } from "node:events";
import { expect, test } from "vitest";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s lets requests in flight finish, counts them, and ends with 0",
  async (signal) => {
    let finish = () => {};
    const { controlPlane, upstream, gateway } = await world.serving({
      answer: (request, response) => {
        if (request.url?.includes("slow")) finish = () => response.end("finished");
        else response.end();
      },
    });
    await gateway.call();
    const slow = gateway.call("/echo/slow");
    await until("the slow one is at the backend", () => upstream.requests === 2);
    const ended = once(gateway.process, "exit");
    gateway.process.kill(signal);
    await until("it is not ready", async () => !(await gateway.isReady()));
    await until("no new connection is taken", () =>
      gateway.call().then(
        () => false,
        () => true,
      ),
    );
    finish();
    const answer = await slow;
    expect([answer.status, await answer.text()]).toEqual([200, "finished"]);
    expect(await ended).toEqual([0, null]);
    expect(controlPlane.calls()).toBeGreaterThanOrEqual(2);
  },
);

test("a request that does not finish in time is cut, and the gateway ends all the same", async () => {
  const { upstream, gateway } = await world.serving({
    answer: () => undefined,
    environment: { GATEHOUSE_GATEWAY_STOP_TIMEOUT: "0s" },
  });
  const stuck = gateway.call().then(
    () => "answered",
    () => "cut",
  );
  await until("it is at the backend", () => upstream.requests === 1);
  expect(await gateway.kill("SIGTERM")).toBe(0);
  expect(await stuck).toBe("cut");
});

test("a second signal ends it at once", async () => {
  const { upstream, gateway } = await world.serving({ answer: () => undefined });
  const stuck = gateway.call().catch(() => "cut");
  await until("a request is stuck", () => upstream.requests === 1);
  gateway.process.kill("SIGTERM");
  await until("it stops", () => gateway.output().includes("the gateway stops"));
  expect(await gateway.kill("SIGTERM")).not.toBe(0);
  expect(await stuck).toBe("cut");
});

test("what is left of a quota outlasts a restart", async () => {
  const { controlPlane, gateway } = await world.serving({ snapshot: { quota: { calls: 5, periodMs: 86_400_000 } } });
  for (let call = 0; call < 3; call++) expect((await gateway.call()).status).toBe(200);
  await gateway.kill("SIGTERM");

  const again = await world.gateway({ controlPlaneUrl: controlPlane.url, dataDir: gateway.dataDir });
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await again.call()).status);
  expect(statuses).toEqual([200, 200, 403, 403]);
});

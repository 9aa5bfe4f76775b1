import { expect, it } from "vitest";
import { hasRedis, runRedis } from "../support/redis-server.ts";
import { buildSnapshot } from "../support/snapshot.ts";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";

const world = useWorld();

it.skipIf(!hasRedis)("two gateways of two threads keep one limit, and say how their store is", async () => {
  const redis = await runRedis();
  world.defer(() => redis[Symbol.asyncDispose]());
  const limits = [{ calls: 10, periodMs: 3_600_000 }];
  const environment = { REDIS_URL: redis.url, GATEHOUSE_REDIS_TIMEOUT: "1s", GATEHOUSE_GATEWAY_THREADS: "2" };
  const { gateway: one, controlPlane } = await world.serving({ environment, snapshot: { rateLimits: limits } });
  const two = await world.gateway({ controlPlaneUrl: controlPlane.url, environment });
  await until("the second gateway is ready", two.isReady);
  await until("both are known in the store", async () => (await one.status()).limits.gateways === 2);

  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => [one, two][i % 2]?.call()));
  expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(10);
  expect(answers.filter((answer) => answer?.status === 429)).toHaveLength(30);
  expect((await one.status()).limits).toMatchObject({ store: "redis", asked: 20, failed: 0, decidedWithout: 0 });
  expect((await one.status()).troubles.limits).toBeNull();

  await redis.kill();
  await until("the gateway does without", async () => (await one.status()).limits.threadsWithout === 2);
  expect([200, 429]).toContain((await one.call()).status);
  const metrics = await (await fetch(`${one.adminUrl}/metrics`)).text();
  expect(metrics).toMatch(/^gatehouse_gateway_limit_store_up 0$/m);
  expect(metrics).toMatch(/^gatehouse_gateway_limit_store_decided_without_total 1$/m);
  expect((await one.status()).troubles.limits).toContain("Redis does not answer");
});

it("a gateway that never reached its store shares limits with as many as the control plane knows of", async () => {
  const controlPlane = await world.controlPlane();
  controlPlane.gateways = 4;
  const upstream = await world.upstream();
  const rateLimits = [{ calls: 40, periodMs: 3_600_000 }];
  controlPlane.publish(buildSnapshot({ generation: 1, backendUrl: upstream.url, rateLimits }));
  const environment = { REDIS_URL: "redis://127.0.0.1:1" };
  const gateway = await world.gateway({ controlPlaneUrl: controlPlane.url, environment });
  await until("the gateway is ready", gateway.isReady);
  await until("a heartbeat was answered", () => controlPlane.statuses.length > 1);
  const answers = await Promise.all(Array.from({ length: 30 }, () => gateway.call()));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
});

import { Agent, request } from "node:http";
import type { PlansPart } from "@gatehouse/contract/snapshot.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSharedLimits } from "../../src/limits/limits.ts";
import type { RedisSettings } from "../../src/limits/redis/link.ts";
import { readLinkState } from "../../src/limits/redis/link-state.ts";
import { hasRedis, type RedisServer, runRedis } from "../support/redis-server.ts";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend, type SampleBackend } from "../traffic/sample-backend.ts";
import { API_KEY, sampleParts, step } from "../traffic/sample-parts.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;

describe.skipIf(!hasRedis)("limits in Redis", () => {
  let redis: RedisServer;
  let backend: SampleBackend;
  beforeEach(async () => {
    redis = await runRedis();
    backend = await runBackend();
  });
  afterEach(async () => {
    await redis[Symbol.asyncDispose]();
    await backend[Symbol.asyncDispose]();
  });

  it.each<[string, Partial<PlansPart["plans"][string]>, ReturnType<typeof step>[], number]>([
    ["a plan's rate limit", { rateLimits: [{ calls: 40, periodMs: MINUTE }] }, [], 429],
    ["a plan's quota", { quota: { calls: 40, periodMs: HOUR } }, [], 403],
    ["rate-limit", {}, [step("rate-limit", { calls: 40, "renewal-period": "60s" })], 429],
    [
      "rate-limit-by-key",
      {},
      [step("rate-limit-by-key", { calls: 40, "renewal-period": "60s", "counter-key": `\${ request.method }` })],
      429,
    ],
    ["quota", {}, [step("quota", { calls: 40, "renewal-period": "1h" })], 403],
    ["quota-by-key", {}, [step("quota-by-key", { calls: 40, "renewal-period": "1h", "counter-key": "all" })], 403],
  ])("two gateways together let exactly %s pass, neither more nor less", async (_what, plan, inbound, refused) => {
    await using one = await gateway("one", { plan, inbound });
    await using two = await gateway("two", { plan, inbound });
    const statuses = (await Promise.all([burst(one.port, 150), burst(two.port, 150)])).flat();
    expect(counted(statuses)).toEqual({ 200: 40, [refused]: 260 });
    expect(readLinkState(one.limits.links)).toMatchObject({ asked: 150, failed: 0, decidedWithout: 0 });
  });

  it("holds in every window, whenever it begins", async () => {
    const limit = { calls: 20, periodMs: 320 };
    await using one = await gateway("one", { plan: { rateLimits: [limit] } });
    await using two = await gateway("two", { plan: { rateLimits: [limit] } });
    const passed: { sentMs: number; doneMs: number }[] = [];
    const endMs = performance.now() + 4 * limit.periodMs;
    while (performance.now() < endMs) {
      const note = (status: number, sentMs: number) => {
        if (status === 200) passed.push({ sentMs, doneMs: performance.now() });
      };
      await Promise.all([burst(one.port, 16, note), burst(two.port, 16, note)]);
    }
    // Each call was counted between its sending and its answer: those that lie wholly in a window were counted in it.
    const inWindow = passed.map(
      ({ sentMs: from }) =>
        passed.filter(({ sentMs, doneMs }) => sentMs >= from && doneMs <= from + limit.periodMs).length,
    );
    expect(passed.length).toBeGreaterThan(limit.calls);
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(limit.calls);
  });

  it.each([
    ["local", { 200: 20, 429: 80 }],
    ["open", { 200: 100 }],
    ["closed", { 503: 100 }],
  ] as const)("answers every call at once when Redis is gone, as %s says", async (whenAway, expected) => {
    const plan = { rateLimits: [{ calls: 40, periodMs: MINUTE }] };
    await using one = await gateway("one", { plan, redis: { whenAway } });
    await using _two = await gateway("two", { plan });
    await until("both gateways are known", () => readLinkState(one.limits.links).gateways === 2);
    await redis.kill();
    await until("the gateway knows that Redis is gone", () => readLinkState(one.limits.links).threadsWithout === 1);
    expect(counted(await burst(one.port, 100))).toEqual(expected);
    expect(readLinkState(one.limits.links)).toMatchObject({ decidedWithout: 100 });
  });

  it("waits for no Redis that is silent, and asks it again once it answers", async () => {
    const plan = { rateLimits: [{ calls: 40, periodMs: MINUTE }] };
    await using one = await gateway("one", { plan });
    redis.signal("SIGSTOP");
    expect(counted(await burst(one.port, 60))).toEqual({ 200: 40, 429: 20 });
    expect(readLinkState(one.limits.links)).toMatchObject({ decidedWithout: 60, threadsWithout: 1 });
    redis.signal("SIGCONT");
    await until("Redis is asked again", () => readLinkState(one.limits.links).threadsWithout === 0);
    const { asked } = readLinkState(one.limits.links);
    await burst(one.port, 10);
    expect(readLinkState(one.limits.links)).toMatchObject({ asked: asked + 10, decidedWithout: 60 });
  });

  it("asks a Redis that was started again and lost its memory, scripts included", async () => {
    await using one = await gateway("one", { plan: { rateLimits: [{ calls: 40, periodMs: MINUTE }] } });
    await burst(one.port, 10);
    await redis.kill();
    await redis.start();
    await until("Redis is asked again", () => readLinkState(one.limits.links).threadsWithout === 0);
    expect(counted(await burst(one.port, 60))).toEqual({ 200: 40, 429: 20 });
  });

  it("keeps quotas over a restart of the gateway, and makes up for what passed without Redis", async () => {
    const plan = { quota: { calls: 30, periodMs: HOUR } };
    {
      await using before = await gateway("one", { plan });
      expect(counted(await burst(before.port, 10))).toEqual({ 200: 10 });
    }
    await using one = await gateway("one", { plan });
    redis.signal("SIGSTOP");
    expect(counted(await burst(one.port, 5))).toEqual({ 200: 5 });
    redis.signal("SIGCONT");
    await until("Redis is asked again", () => readLinkState(one.limits.links).threadsWithout === 0);
    const passed = counted(await burst(one.port, 40))[200] ?? 0;
    // The five were counted; those that Redis had received before it fell silent perhaps twice.
    expect(passed).toBeLessThanOrEqual(15);
    expect(passed).toBeGreaterThanOrEqual(10);
  });

  it("does without one that cannot be reached at all", async () => {
    const plan = { rateLimits: [{ calls: 40, periodMs: MINUTE }] };
    const settings = { url: "redis://127.0.0.1:1", gateways: 4 };
    await using one = await gateway("one", { plan, redis: settings, isAwaited: false });
    expect(counted(await burst(one.port, 50))).toEqual({ 200: 10, 429: 40 });
  });

  interface Wanted {
    plan?: Partial<PlansPart["plans"][string]>;
    inbound?: ReturnType<typeof step>[];
    redis?: Partial<RedisSettings>;
    isAwaited?: boolean;
  }

  async function gateway(node: string, { plan, inbound = [], redis: other, isAwaited = true }: Wanted) {
    const limits = createSharedLimits(1024, 1024);
    const settings: RedisSettings = {
      url: redis.url,
      prefix: "test:",
      timeoutMs: 2_000,
      whenAway: "local",
      gateways: undefined,
      node,
      ...other,
    };
    const parts = sampleParts({ backendUrl: backend.url, document: { inbound }, ...(plan && { plan }) });
    const running = await runGateway(parts, { limits, redis: settings });
    if (isAwaited) await until("Redis answers", () => readLinkState(limits.links).threadsWithout === 0);
    return Object.assign(running, { limits });
  }
});

/** Calls at the same time, as far as 32 connections let them. */
async function burst(port: number, count: number, note?: (status: number, sentMs: number) => void): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const sentMs = performance.now();
      const headers = { "x-api-key": API_KEY };
      const sent = request({ agent, port, host: "127.0.0.1", path: "/orders/1", headers }, (response) => {
        const { statusCode = 0 } = response;
        response.resume().on("end", () => {
          note?.(statusCode, sentMs);
          resolve(statusCode);
        });
      });
      sent.on("error", reject).end();
    });
  const statuses = await Promise.all(Array.from({ length: count }, one));
  agent.destroy();
  return statuses;
}

function counted(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

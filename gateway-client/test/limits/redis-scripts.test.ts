import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counterKey } from "../../policies/counter-key.ts";
import type { Limit } from "../../policies/limiter.ts";
import { createRateTable, RateTable } from "../../src/limits/rate-table.ts";
import { takeRate } from "../../src/limits/redis/scripts.ts";
import { hasRedis, type RedisServer, runRedis } from "../support/redis-server.ts";

const START_MS = 1_800_000_000_000;
const SPAN_MS = 5_000;

/** The script under a clock of the test's own. */
describe.skipIf(!hasRedis)("the script of sliding windows", () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await runRedis();
    redis = server.client;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("finds what the table in memory finds, for any calls at any times", async () => {
    const limits = [
      { calls: 30, periodMs: 1_000 },
      { calls: 70, periodMs: 7_000 },
    ];
    const key = counterKey("same");
    const table = new RateTable(createRateTable(64));
    const random = randomFrom(7);
    let nowMs = START_MS;
    for (let call = 0; call < 2_000; call++) {
      nowMs += Math.floor(random() ** 4 * 400);
      const count = random() < 0.1 ? 3 : 1;
      const expected = table.take(key, limits, nowMs, count);
      expect(await take("same", limits, nowMs, count)).toEqual([
        expected.isAllowed ? 1 : 0,
        limits.indexOf(expected.limit as (typeof limits)[number]),
        expected.remaining,
        Math.ceil(expected.resetMs),
      ]);
    }
  });

  it("lets never more than the limit pass in any window, and never less than the limit in 17/16 of it", async () => {
    const limit = { calls: 50, periodMs: 1_600 };
    const passed: number[] = [];
    const random = randomFrom(11);
    for (let nowMs = START_MS; nowMs < START_MS + SPAN_MS; nowMs += random() < 0.75 ? 0 : 1) {
      const [isAllowed] = await take("window", [limit], nowMs, 1);
      if (isAllowed === 1) passed.push(nowMs);
    }
    const within = (fromMs: number, toMs: number) => passed.filter((ms) => ms >= fromMs && ms < toMs).length;
    const most = Math.max(...passed.map((ms) => within(ms, ms + limit.periodMs)));
    expect(most).toBeLessThanOrEqual(limit.calls);
    // And the time in which so many calls come at all.
    const longerMs = (limit.periodMs * 17) / 16 + 400;
    for (let fromMs = START_MS; fromMs < START_MS + SPAN_MS - longerMs; fromMs += 10) {
      expect(within(fromMs, fromMs + longerMs)).toBeGreaterThanOrEqual(limit.calls);
    }
  });

  it("counts in the newest step what comes with an older clock, and forgets a counter that nobody uses", async () => {
    const limit = { calls: 2, periodMs: 1_000 };
    expect(await take("old", [limit], START_MS + 5_000, 1)).toEqual([1, 0, 1, 1_000]);
    expect(await take("old", [limit], START_MS, 1)).toEqual([1, 0, 0, 1_000]);
    expect(await take("old", [limit], START_MS + 5_100, 1)).toEqual([0, 0, 0, 963]);
    expect(await redis.pttl("old:1000")).toBeLessThanOrEqual(2_000);
  });

  async function take(name: string, limits: readonly Limit[], nowMs: number, count: number): Promise<number[]> {
    const keys = limits.map(({ periodMs }) => `${name}:${periodMs}`);
    const args = [count, "take", nowMs, ...limits.flatMap(({ calls, periodMs }) => [calls, periodMs])];
    const answer = await redis.eval(takeRate.text, keys.length, ...keys, ...args);
    return Array.isArray(answer) ? answer.map(Number) : [];
  }
});

/** The same numbers at every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}

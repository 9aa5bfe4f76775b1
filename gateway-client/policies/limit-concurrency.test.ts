import { describe, expect, it } from "vitest";
import type { Concurrency } from "./concurrency.ts";
import { compilePolicy, testExchange } from "./testing.ts";

/** One thread's counts in plain memory, to be told of what leaves. */
function plainConcurrency(): Concurrency & { running(): number } {
  const counts = new Map<string, number>();
  const wakers: (() => void)[] = [];
  const name = ({ low, high }: { low: number; high: number }) => `${low}:${high}`;
  return {
    running: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    enter(key, countMax) {
      const count = counts.get(name(key)) ?? 0;
      if (count < countMax) counts.set(name(key), count + 1);
      return count < countMax;
    },
    leave(key) {
      counts.set(name(key), (counts.get(name(key)) ?? 0) - 1);
      for (const wake of wakers.splice(0)) wake();
    },
    untilLeft: (_key, timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wakers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

const refused = { problem: "concurrency-exceeded", retryAfterSeconds: 1 };

describe("limit-concurrency", () => {
  it("lets so many run, and the next when one is over", () => {
    const concurrency = plainConcurrency();
    const run = compilePolicy("limit-concurrency", { "max-count": 2 });
    const exchanges = Array.from({ length: 4 }, () => testExchange({ concurrency }));
    const [first, second, third, fourth] = exchanges;
    expect([first, second, third].map((exchange) => exchange && run(exchange))).toEqual([
      undefined,
      undefined,
      refused,
    ]);
    first?.end();
    expect(fourth && run(fourth)).toBeUndefined();
    for (const exchange of exchanges) exchange.end();
    expect(concurrency.running()).toBe(0);
  });

  it("counts each key for itself", () => {
    const concurrency = plainConcurrency();
    const run = compilePolicy("limit-concurrency", { "max-count": 1, key: `\${request.header('x-user')}` });
    const as = (user: string) => run(testExchange({ concurrency, headers: { "x-user": user } }));
    expect([as("ada"), as("bob"), as("ada")]).toEqual([undefined, undefined, refused]);
  });

  it("lets so many wait for a place, in time", async () => {
    const concurrency = plainConcurrency();
    const run = compilePolicy("limit-concurrency", { "max-count": 1, queue: 1, "queue-timeout": "10s" });
    const first = testExchange({ concurrency });
    run(first);
    const second = run(testExchange({ concurrency }));
    expect(run(testExchange({ concurrency }))).toEqual(refused);
    first.end();
    expect(await second).toBeUndefined();
  });

  it("refuses whoever waited too long", async () => {
    const concurrency = plainConcurrency();
    const run = compilePolicy("limit-concurrency", { "max-count": 1, queue: 1, "queue-timeout": "20ms" });
    run(testExchange({ concurrency }));
    expect(await run(testExchange({ concurrency }))).toEqual(refused);
  });

  it("gives no place to a caller that has gone while it waited", async () => {
    const concurrency = plainConcurrency();
    const run = compilePolicy("limit-concurrency", { "max-count": 1, queue: 1 });
    const first = testExchange({ concurrency });
    run(first);
    const waiting = run({ ...testExchange({ concurrency }), isOver: true });
    first.end();
    await waiting;
    expect(concurrency.running()).toBe(0);
  });

  it.each([[{}], [{ "max-count": 0 }], [{ "max-count": 1, "queue-timeout": "2m" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("limit-concurrency", config)).toThrow();
  });
});

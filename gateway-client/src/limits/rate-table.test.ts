import { describe, expect, it } from "vitest";
import { counterKey } from "../../policies/counter-key.ts";
import { createRateTable, RateTable } from "./rate-table.ts";

const START = 1_800_000_000_000;
const key = counterKey("somebody");

function table(slots = 64) {
  return new RateTable(createRateTable(slots));
}

/** How many of so many calls pass at a moment. */
function passed(rates: RateTable, count: number, limit: { calls: number; periodMs: number }, nowMs: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) if (rates.take(key, [limit], nowMs).isAllowed) sum++;
  return sum;
}

describe("RateTable", () => {
  const limit = { calls: 10, periodMs: 1_000 };

  it("lets exactly the limit pass", () => {
    expect(passed(table(), 25, limit, START)).toBe(10);
  });

  it("never lets more than the limit pass in any span of the period, whatever the caller's rhythm", () => {
    for (const [burst, pauseMs] of [
      [1, 7],
      [3, 61],
      [10, 999],
      [10, 1_001],
      [25, 333],
      [1, 99],
    ] as const) {
      const rates = table();
      const times: number[] = [];
      for (let now = START; now < START + 10_000; now += pauseMs) {
        for (let i = 0; i < burst; i++) if (rates.take(key, [limit], now).isAllowed) times.push(now);
      }
      const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
      expect(most).toBeLessThanOrEqual(10);
    }
  });

  it("is wholly free again after the period and a sixteenth", () => {
    const rates = table();
    passed(rates, 10, limit, START);
    expect(passed(rates, 20, limit, START + 1_063)).toBe(10);
  });

  it("says when a call is free again, and it is", () => {
    const rates = table();
    passed(rates, 10, limit, START + 5);
    const refused = rates.take(key, [limit], START + 500);
    expect(refused).toMatchObject({ isAllowed: false, remaining: 0 });
    expect(rates.take(key, [limit], START + 500 + refused.resetMs - 1).isAllowed).toBe(false);
    expect(rates.take(key, [limit], START + 500 + refused.resetMs).isAllowed).toBe(true);
  });

  it("counts a call against all limits or against none", () => {
    const rates = table();
    const wide = { calls: 100, periodMs: 60_000 };
    for (let i = 0; i < 50; i++) rates.take(key, [wide, limit], START);
    expect(rates.take(key, [wide], START).remaining).toBe(100 - 10 - 1);
  });

  it("keeps counters apart", () => {
    const rates = table(1024);
    const keys = Array.from({ length: 200 }, (_, i) => counterKey(`caller-${i}`));
    for (let round = 0; round < 3; round++) {
      for (const other of keys) rates.take(other, [limit], START);
    }
    for (const other of keys) expect(rates.take(other, [limit], START).remaining).toBe(10 - 4);
  });

  it("gives the place of a passed counter to a new one, and never grows", () => {
    const rates = table(16);
    for (let i = 0; i < 10_000; i++) {
      expect(rates.take(counterKey(`caller-${i}`), [limit], START + i * 10_000).isAllowed).toBe(true);
    }
  });

  it("counts on where a thread's clock reading is older than another's", () => {
    const rates = table();
    passed(rates, 5, limit, START + 100);
    expect(passed(rates, 25, limit, START)).toBe(5);
  });
});

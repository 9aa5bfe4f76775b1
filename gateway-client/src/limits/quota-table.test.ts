import { describe, expect, it } from "vitest";
import { counterKey } from "../../policies/counter-key.ts";
import { createQuotaTable, QuotaTable } from "./quota-table.ts";

const key = counterKey("somebody");
const HOUR = 3_600_000;
const START = 500_000 * HOUR;

describe("QuotaTable", () => {
  it("lets exactly the quota's calls pass, then says how long the period still lasts", () => {
    const quotas = new QuotaTable(createQuotaTable(64));
    const takes = Array.from({ length: 12 }, () => quotas.take(key, { calls: 10, periodMs: HOUR }, START + 1_000));
    expect(takes.filter(({ isAllowed }) => isAllowed)).toHaveLength(10);
    expect(takes.at(-1)).toEqual({ isAllowed: false, resetMs: HOUR - 1_000, used: 1 });
    expect(quotas.take(key, { calls: 10, periodMs: HOUR }, START + HOUR).isAllowed).toBe(true);
  });

  it("lets no call pass once the bytes are used up", () => {
    const quotas = new QuotaTable(createQuotaTable(64));
    const quota = { bytes: 1_000, periodMs: HOUR };
    expect(quotas.take(key, quota, START).isAllowed).toBe(true);
    quotas.addBytes(key, quota, 999, START);
    expect(quotas.take(key, quota, START).isAllowed).toBe(true);
    quotas.addBytes(key, quota, 5_000_000_000, START);
    expect(quotas.take(key, quota, START).isAllowed).toBe(false);
  });

  it("goes on after a restart where it stopped, but not in another period", () => {
    const before = new QuotaTable(createQuotaTable(64));
    const quota = { calls: 3, periodMs: HOUR };
    before.take(key, quota, START);
    before.take(key, quota, START);
    const states = before.list(START);

    const after = new QuotaTable(createQuotaTable(64));
    after.restore(JSON.parse(JSON.stringify(states)), START);
    expect(after.take(key, quota, START).isAllowed).toBe(true);
    expect(after.take(key, quota, START).isAllowed).toBe(false);

    const muchLater = new QuotaTable(createQuotaTable(64));
    muchLater.restore(states, START + HOUR);
    expect(muchLater.list(START + HOUR)).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { LATENCY_BUCKETS, latencyBucket } from "../contract/telemetry.ts";
import { percentileMs, usageRange } from "./usage.ts";

const now = new Date("2026-11-20T10:30:30.500Z");

test.each([
  ["minute", {}, "2026-11-20T09:31:00.000Z", "2026-11-20T10:31:00.000Z"],
  ["hour", {}, "2026-11-19T10:00:00.000Z", "2026-11-20T10:31:00.000Z"],
  ["day", {}, "2026-10-21T00:00:00.000Z", "2026-11-20T10:31:00.000Z"],
  ["day", { from: "2026-11-02T15:00:00+02:00" }, "2026-11-02T00:00:00.000Z", "2026-11-20T10:31:00.000Z"],
  [
    "total",
    { from: "2026-11-02T15:00:10Z", to: "2026-11-02T16:00:00Z" },
    "2026-11-02T15:00:00.000Z",
    "2026-11-02T16:00:00.000Z",
  ],
] as const)("by %s and %o, whole intervals are shown", (interval, input, from, to) => {
  const range = usageRange({ ...input, interval }, now);
  expect([range.from.toISOString(), range.to.toISOString()]).toEqual([from, to]);
});

test.each([
  ["minute", { from: "2026-11-17T00:00:00Z" }],
  ["day", { from: "2020-01-01T00:00:00Z" }],
  ["hour", { from: "2026-11-21T00:00:00Z" }],
  ["total", { from: "2026-11-20T00:00:00Z", to: "2026-11-19T00:00:00Z" }],
] as const)("by %s, %o is refused", (interval, input) => {
  expect(() => usageRange({ ...input, interval }, now)).toThrow("from");
});

test("a percentile is the bound of the bucket that holds it", () => {
  const histogram = { [latencyBucket(1.5)]: 90, [latencyBucket(100)]: 9, [latencyBucket(5_000)]: 1 };
  expect(percentileMs(histogram, 0.5)).toBeCloseTo(1.625, 3);
  expect(percentileMs(histogram, 0.99)).toBe(104);
  expect(percentileMs(histogram, 1)).toBe(5_120);
  expect(percentileMs({ [LATENCY_BUCKETS - 1]: 1 }, 0.5)).toBe(65_536);
  expect(percentileMs({}, 0.5)).toBeUndefined();
});

import { expect, test } from "vitest";
import { LATENCY_BUCKETS, latencyBucket, latencyBucketBoundMs } from "./telemetry.ts";

test("every duration falls into the bucket whose bounds enclose it", () => {
  for (let ms = 0; ms < 70_000; ms += ms < 10 ? 0.01 : ms * 0.003) {
    const bucket = latencyBucket(ms);
    expect(ms).toBeLessThan(latencyBucketBoundMs(bucket));
    if (bucket > 0) expect(ms).toBeGreaterThanOrEqual(latencyBucketBoundMs(bucket - 1));
  }
});

test("bounds rise, by at most an eighth from 1 ms on", () => {
  for (let bucket = 1; bucket < LATENCY_BUCKETS - 1; bucket++) {
    const growth = latencyBucketBoundMs(bucket) / latencyBucketBoundMs(bucket - 1);
    expect(growth).toBeGreaterThan(1);
    expect(growth).toBeLessThanOrEqual(1.125);
  }
  expect(latencyBucketBoundMs(LATENCY_BUCKETS - 1)).toBe(Number.POSITIVE_INFINITY);
});

test.each([Number.NaN, -1, 0, 0.99])("%d ms is counted below 1 ms", (ms) => {
  expect(latencyBucket(ms)).toBe(0);
});

test.each([65_536, 1e9, Number.POSITIVE_INFINITY])("%d ms is counted in the last bucket", (ms) => {
  expect(latencyBucket(ms)).toBe(LATENCY_BUCKETS - 1);
});

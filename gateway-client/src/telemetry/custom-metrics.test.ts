import { expect, test } from "vitest";
import { CustomMetrics, type MetricSum } from "./custom-metrics.ts";

const one = (dimensions: MetricSum["dimensions"], sum = 1, valuesMax = 2): MetricSum => ({
  name: "orders",
  dimensions,
  valuesMax,
  count: 1,
  sum,
});

test("values beyond the bound of a dimension are counted as other, and none is lost", () => {
  const metrics = new CustomMetrics();
  for (const tenant of ["a", "b", "c", "d", "a"]) metrics.add(one([["tenant", tenant]], 2));
  const [metric] = metrics.list();
  expect(metric).toMatchObject({ name: "gatehouse_custom_orders", type: "summary" });
  expect(metric?.samples).toEqual([
    { suffix: "_sum", labels: { tenant: "a" }, value: 4 },
    { suffix: "_count", labels: { tenant: "a" }, value: 2 },
    { suffix: "_sum", labels: { tenant: "b" }, value: 2 },
    { suffix: "_count", labels: { tenant: "b" }, value: 1 },
    { suffix: "_sum", labels: { tenant: "other" }, value: 4 },
    { suffix: "_count", labels: { tenant: "other" }, value: 2 },
  ]);
});

test("what is known stays known over the hand-overs of a thread", () => {
  const metrics = new CustomMetrics();
  for (const tenant of ["a", "b"]) metrics.add(one([["tenant", tenant]]));
  expect(metrics.take()).toHaveLength(2);
  metrics.add(one([["tenant", "c"]]));
  expect(metrics.take().map(({ dimensions }) => dimensions)).toEqual([[["tenant", "other"]]]);
  expect(metrics.take()).toEqual([]);
});

test("dimensions that multiply are bounded together", () => {
  const metrics = new CustomMetrics();
  for (let at = 0; at < 4_000; at++) {
    metrics.add(
      one(
        [
          ["x", String(at % 63)],
          ["y", String(at % 64)],
        ],
        1,
        1_000,
      ),
    );
  }
  const samples = metrics.list()[0]?.samples ?? [];
  expect(samples.length / 2).toBeLessThanOrEqual(2_001);
  const counted = samples.filter(({ suffix }) => suffix === "_count").reduce((sum, { value }) => sum + value, 0);
  expect(counted).toBe(4_000);
});

test("metrics beyond the bound of names are dropped and counted", () => {
  const metrics = new CustomMetrics();
  for (let at = 0; at < 210; at++) metrics.add({ ...one([]), name: `metric_${at}` });
  expect(metrics.list()).toHaveLength(200);
  expect(metrics.dropped).toBe(10);
});

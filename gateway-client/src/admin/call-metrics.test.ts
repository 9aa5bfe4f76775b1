import parsePrometheus, { type Family } from "parse-prometheus-text-format";
import { expect, test } from "vitest";
import { createCallMetrics } from "./call-metrics.ts";
import { expose } from "./exposition.ts";
import { processMetrics } from "./process-metrics.ts";

const call = { status: 200, bytesIn: 1, bytesOut: 10, totalMs: 3, upstreamMs: 2.5 };

test("calls are shown by class of status and by time, as a parser of Prometheus reads it", () => {
  const metrics = createCallMetrics();
  metrics.observe({ ...call, totalMs: 0.5, upstreamMs: -1 });
  metrics.observe({ ...call, status: 204, bytesOut: 0 });
  metrics.observe({ ...call, status: 503, bytesOut: 5, totalMs: 1e9, upstreamMs: 1e9 });
  const read = parse(expose(metrics.list()).body);

  expect(read.gatehouse_gateway_requests_total?.metrics).toContainEqual({ value: "1", labels: { status: "5xx" } });
  expect(read.gatehouse_gateway_response_body_bytes_total?.metrics).toEqual([{ value: "15" }]);
  const [duration] = read.gatehouse_gateway_request_duration_seconds?.metrics ?? [];
  expect(duration).toMatchObject({ count: "3", buckets: { "0.001": "1", "+Inf": "3" } });
  const [upstream] = read.gatehouse_gateway_upstream_duration_seconds?.metrics ?? [];
  expect(upstream).toMatchObject({ count: "2" });
});

test("what the gateway adds is apart from the time of the backend", () => {
  const metrics = createCallMetrics();
  metrics.observe({ ...call, totalMs: 103, upstreamMs: 102.7 });
  metrics.observe({ ...call, totalMs: 0.04, upstreamMs: -1 });
  const [overhead] = parse(expose(metrics.list()).body).gatehouse_gateway_overhead_seconds?.metrics ?? [];
  expect(overhead).toMatchObject({ count: "2", buckets: { "0.00005": "1", "0.00025": "1", "0.0005": "2" } });
});

test("the buckets of a histogram never fall, and the number of series is fixed", () => {
  const metrics = createCallMetrics();
  const linesBefore = expose(metrics.list()).body.split("\n").length;
  for (let ms = 0.01; ms < 100_000; ms *= 1.1) metrics.observe({ ...call, totalMs: ms * 2, upstreamMs: ms });
  const text = expose(metrics.list()).body;
  for (const [one] of Object.values(parse(text)).flatMap((family) =>
    family.type === "HISTOGRAM" ? [family.metrics] : [],
  )) {
    const bounds = Object.entries(one?.buckets ?? {}).toSorted(([a], [b]) => boundOf(a) - boundOf(b));
    const counts = bounds.map(([, count]) => Number(count));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(Number(one?.count));
  }
  expect(text.split("\n")).toHaveLength(linesBefore);
});

test("label values are escaped", () => {
  const samples = [{ labels: { reason: 'a "b"\\\n' }, value: 1 }];
  const { body } = expose([{ name: "m", help: "h", type: "gauge", samples }]);
  expect(body).toContain('m{reason="a \\"b\\"\\\\\\n"} 1');
  expect(parse(body).m?.metrics).toEqual([{ value: "1", labels: { reason: 'a "b"\\\n' } }]);
});

test("names follow the conventions: base units, and totals where they only rise", () => {
  for (const { name, type } of [...createCallMetrics().list(), ...processMetrics()]) {
    expect(name).toMatch(/^[a-z]+(_[a-z0-9]+)+$/);
    expect(name.endsWith("_total")).toBe(type === "counter");
    expect(name).not.toMatch(/_(ms|milliseconds|kb|mb|count|sum|bucket)(_|$)/);
  }
});

test("who accepts OpenMetrics gets it, with counters named by their family", () => {
  const { type, body } = expose(createCallMetrics().list(), "application/openmetrics-text; version=1.0.0,*/*;q=0.1");
  expect(type).toContain("application/openmetrics-text");
  expect(body).toContain("# TYPE gatehouse_gateway_requests counter\ngatehouse_gateway_requests_total{");
  expect(body.endsWith("# EOF\n")).toBe(true);
});

function boundOf(text: string): number {
  return text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
}

function parse(text: string): Record<string, Family> {
  return Object.fromEntries(parsePrometheus(text).map((family) => [family.name, family]));
}

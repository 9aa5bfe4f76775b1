import { expect, test } from "vitest";
import { createCallMetrics } from "./call-metrics.ts";
import { writeExposition } from "./exposition.ts";

test("calls are shown by class of status and by time, in the text format of Prometheus", () => {
  const metrics = createCallMetrics();
  metrics.observe({ status: 200, bytesIn: 1, bytesOut: 10, totalMs: 0.5 });
  metrics.observe({ status: 204, bytesIn: 1, bytesOut: 0, totalMs: 3 });
  metrics.observe({ status: 503, bytesIn: 1, bytesOut: 5, totalMs: 1e9 });
  const text = writeExposition(metrics.list());

  expect(text).toContain('gatehouse_gateway_requests_total{status="2xx"} 2\n');
  expect(text).toContain('gatehouse_gateway_requests_total{status="5xx"} 1\n');
  expect(text).toContain("gatehouse_gateway_response_body_bytes_total 15\n");
  expect(text).toContain('gatehouse_gateway_request_duration_seconds_bucket{le="0.001"} 1\n');
  expect(text).toContain('gatehouse_gateway_request_duration_seconds_bucket{le="+Inf"} 3\n');
  expect(text).toContain("gatehouse_gateway_request_duration_seconds_count 3\n");
});

test("the buckets of a histogram never fall, and the number of series is fixed", () => {
  const metrics = createCallMetrics();
  const linesBefore = writeExposition(metrics.list()).split("\n").length;
  for (let ms = 0.1; ms < 100_000; ms *= 1.1) metrics.observe({ status: 200, bytesIn: 0, bytesOut: 0, totalMs: ms });
  const text = writeExposition(metrics.list());
  const counts = [...text.matchAll(/_bucket\{.*\} (\d+)/g)].map((match) => Number(match[1]));
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(text.split("\n")).toHaveLength(linesBefore);
});

test("label values are escaped", () => {
  const samples = [{ labels: { reason: 'a "b"\\\n' }, value: 1 }];
  expect(writeExposition([{ name: "m", help: "h", type: "gauge", samples }])).toContain(
    'm{reason="a \\"b\\"\\\\\\n"} 1',
  );
});

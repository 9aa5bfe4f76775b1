import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";
import { type Collector, readProtobuf, startCollector } from "./collector.ts";

const world = useWorld();
const PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("a sampled call is a span between the caller's and the backend's", async () => {
  const { gateway, collector, seen } = await observed({ OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=our%20own" });
  await gateway.call("/echo/orders?page=1&token=hidden", {
    "x-api-key": "a-key",
    traceparent: PARENT,
    tracestate: "vendor=1",
    "user-agent": "curl/8",
  });
  const [span] = await spansOf(collector, 1);

  expect(span).toMatchObject({
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    parentSpanId: "00f067aa0ba902b7",
    traceState: "vendor=1",
    name: "GET /echo",
    kind: 2,
  });
  expect(BigInt(span.endTimeUnixNano)).toBeGreaterThan(BigInt(span.startTimeUnixNano));
  expect(attributesOf(span)).toMatchObject({
    "http.request.method": "GET",
    "http.response.status_code": 200,
    "http.route": "/echo",
    "url.path": "/echo/orders",
    "url.query": "page=1&token=***",
    "url.scheme": "http",
    "client.address": "127.0.0.0",
    "user_agent.original": "curl/8",
    "gatehouse.api": "echo",
  });
  expect(seen[0]).toMatchObject({
    traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-${span.spanId}-01`,
    tracestate: "vendor=1",
  });
  const [first] = collector.json("traces");
  const resource = Object.fromEntries(
    first.resourceSpans[0].resource.attributes.map((one: { key: string; value: unknown }) => [one.key, one.value]),
  );
  expect(resource["service.name"]).toEqual({ stringValue: "gatehouse-gateway" });
  expect(collector.received[0]?.headers).toMatchObject({ "x-tenant": "our own" });
  expect(JSON.stringify(collector.json("traces"))).not.toContain("a-key");
});

test("a caller who does not sample is not sampled, and the backend is told so", async () => {
  const { gateway, collector, seen } = await observed();
  await gateway.call("/echo/quiet", { "x-api-key": "a-key", traceparent: PARENT.replace(/01$/, "00") });
  await gateway.call("/echo/loud", { "x-api-key": "a-key", traceparent: PARENT });
  const spans = await spansOf(collector, 1);
  expect(spans.map((span) => attributesOf(span)["url.path"])).toEqual(["/echo/loud"]);
  expect(seen[0]?.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
});

test("a trace that begins here takes nothing over from a broken one", async () => {
  const { gateway, collector, seen } = await observed();
  await gateway.call("/echo/own", { "x-api-key": "a-key", traceparent: "00-broken", tracestate: "vendor=1" });
  const [span] = await spansOf(collector, 1);
  expect(span.parentSpanId ?? "").toBe("");
  expect(seen[0]).toMatchObject({ traceparent: `00-${span.traceId}-${span.spanId}-01` });
  expect(seen[0]).not.toHaveProperty("tracestate");
});

test("a ratio of 0 begins no sampled traces", async () => {
  const { gateway, collector, seen } = await observed({ OTEL_TRACES_SAMPLER_ARG: "0" });
  await gateway.call("/echo/own");
  await gateway.call("/echo/asked", { "x-api-key": "a-key", traceparent: PARENT });
  const spans = await spansOf(collector, 1);
  expect(attributesOf(spans[0])["url.path"]).toBe("/echo/asked");
  expect(seen[0]?.traceparent).toMatch(/-00$/);
});

test("a failed call is an error, with what failed", async () => {
  const { gateway, collector } = await observed({}, (_, response) => response.destroy());
  await gateway.call("/echo/broken");
  const [span] = await spansOf(collector, 1);
  expect(span.status.code).toBe(2);
  expect(attributesOf(span)).toMatchObject({ "http.response.status_code": 502 });
});

test("spans wait for a collector that is away, and those of a stop are sent", async () => {
  const { gateway, collector } = await observed({}, undefined, 2);
  await gateway.call("/echo/first");
  expect(await spansOf(collector, 1)).toHaveLength(1);
  await gateway.call("/echo/last");
  await gateway.kill("SIGTERM");
  expect((await spansOf(collector, 2)).map((span) => attributesOf(span)["url.path"])).toEqual([
    "/echo/first",
    "/echo/last",
  ]);
});

test("without a word on the protocol, it is protocol buffers", async () => {
  const { gateway, collector } = await observed({ OTEL_EXPORTER_OTLP_PROTOCOL: "" });
  await gateway.call("/echo/packed");
  await until("it is sent", () => collector.received.some(({ path }) => path === "/v1/traces"));
  const [batch] = collector.received;
  expect(batch?.headers["content-type"]).toBe("application/x-protobuf");
  const within = (bytes: Buffer, field: number) => {
    const [value] = readProtobuf(bytes).get(field) ?? [];
    if (!Buffer.isBuffer(value)) throw new Error(`There is no field ${field}.`);
    return value;
  };
  const [resourceSpans, scopeSpans, span] = [1, 2, 2];
  const bytes = [resourceSpans, scopeSpans, span].reduce(within, batch?.body ?? Buffer.alloc(0));
  expect(within(bytes, 5).toString()).toBe("GET /echo");
});

test("metrics are sent with their units, and the last of them at the stop", async () => {
  const { gateway, collector } = await observed({ OTEL_METRIC_EXPORT_INTERVAL: "3600000" });
  await gateway.call();
  await gateway.kill("SIGTERM");
  const [sent] = collector.json("metrics");
  // biome-ignore lint/suspicious/noExplicitAny: OTLP, whose members each test names
  const metrics = new Map<string, Record<string, any>>(
    sent.resourceMetrics[0].scopeMetrics[0].metrics.map((metric: { name: string }) => [metric.name, metric]),
  );
  expect(metrics.get("gatehouse_gateway_requests")?.sum.isMonotonic).toBe(true);
  const duration = metrics.get("gatehouse_gateway_request_duration");
  expect(duration?.unit).toBe("s");
  expect(Number(duration?.histogram.dataPoints[0].count)).toBe(1);
  expect(metrics.get("process_resident_memory")?.unit).toBe("By");
});

async function observed(
  environment: Record<string, string> = {},
  answer?: Parameters<typeof world.upstream>[0],
  refuse?: number,
) {
  const collector = await startCollector(refuse);
  world.defer(collector.close);
  const seen: IncomingHttpHeaders[] = [];
  const { gateway } = await world.serving({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      ...environment,
    },
    answer: (request, response) => {
      seen.push(request.headers);
      if (answer) answer(request, response);
      else response.end("ok");
    },
  });
  return { gateway, collector, seen };
}

// biome-ignore lint/suspicious/noExplicitAny: OTLP, whose members each test names
async function spansOf(collector: Collector, count: number): Promise<any[]> {
  const spans = () =>
    collector
      .json("traces")
      .flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: unknown[] }[] }) =>
          scopeSpans.flatMap((one) => one.spans),
        ),
      );
  await until("the spans are sent", () => spans().length >= count);
  return spans();
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: string | number; doubleValue?: number };
}

function attributesOf({ attributes }: { attributes: Attribute[] }): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue } }) => [
      key,
      stringValue ?? (intValue === undefined ? doubleValue : Number(intValue)),
    ]),
  );
}

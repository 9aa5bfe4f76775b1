import { milliseconds } from "@gatehouse/contract/units.ts";
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import type { LogSeverity } from "../../policies/reports.ts";
import { type Metric, single } from "../admin/exposition.ts";
import type { GatewayConfig } from "../config/schema.ts";
import { gatewayVersion } from "../supervisor/version.ts";
import type { LogRecord } from "../telemetry/thread-reports.ts";
import { type BatchQueue, createBatchQueue } from "./batch-queue.ts";
import type { CallSpan } from "./call-spans.ts";
import { type GradedRecord, toReadableLog } from "./encode-logs.ts";
import { toResourceMetrics } from "./encode-metrics.ts";
import { toReadableSpan } from "./encode-spans.ts";
import { postBatch } from "./post.ts";
import { addressOf, type Signal } from "./settings.ts";

/** Sends spans and metrics by OTLP over HTTP. */
export interface OtlpExporter {
  addSpans(spans: CallSpan[]): void;
  /** Undefined where log records go nowhere. */
  addLogs: ((records: LogRecord[], severity: LogSeverity) => void) | undefined;
  metrics(): Metric[];
  stop(): Promise<void>;
}

const SPANS_WAITING_MAX = 10_000;
const SPANS_PER_BATCH = 512;
const RECORDS_WAITING_MAX = 10_000;
const RECORDS_PER_BATCH = 512;
const SEND_EVERY_MS = 1_000;

/** @param collect gives the metrics of the moment */
export function createOtlpExporter(
  otlp: NonNullable<GatewayConfig["otlp"]>,
  instance: string,
  collect: () => Metric[],
  onFault: (fault: unknown) => void,
): OtlpExporter {
  const startedAtMs = Date.now();
  const isJson = otlp.protocol === "http/json";
  const contentType = isJson ? "application/json" : "application/x-protobuf";
  const resource = resourceFromAttributes({
    "service.name": otlp.serviceName,
    "service.version": gatewayVersion,
    "service.instance.id": instance,
    ...otlp.resourceAttributes,
  });
  const queueOf = <Item>(
    signal: Signal,
    bounds: { waitingMax: number; batchMax: number; everyMs: number },
    encode: (batch: Item[]) => Uint8Array | undefined,
  ): BatchQueue<Item> | undefined => {
    const url = addressOf(otlp, signal);
    if (url === undefined) return undefined;
    const options = { url, headers: otlp.headers, timeoutMs: milliseconds(otlp.timeout), onFault };
    return createBatchQueue({
      ...bounds,
      async send(batch, stopped) {
        const body = encode(batch);
        return body === undefined ? "refused" : postBatch(options, contentType, body, stopped);
      },
    });
  };
  const traceSerializer = isJson ? JsonTraceSerializer : ProtobufTraceSerializer;
  const logsSerializer = isJson ? JsonLogsSerializer : ProtobufLogsSerializer;
  const metricsSerializer = isJson ? JsonMetricsSerializer : ProtobufMetricsSerializer;
  const spans = queueOf<CallSpan>(
    "traces",
    { waitingMax: SPANS_WAITING_MAX, batchMax: SPANS_PER_BATCH, everyMs: SEND_EVERY_MS },
    (batch) => traceSerializer.serializeRequest(batch.map((span) => toReadableSpan(span, resource))),
  );
  // One set of metrics a batch: they add up, so that a set which is lost loses nothing but its moment.
  const metrics = queueOf<Metric[]>("metrics", { waitingMax: 2, batchMax: 1, everyMs: SEND_EVERY_MS }, ([set = []]) =>
    metricsSerializer.serializeRequest(toResourceMetrics(set, resource, startedAtMs, Date.now())),
  );
  const logs = queueOf<GradedRecord>(
    "logs",
    { waitingMax: RECORDS_WAITING_MAX, batchMax: RECORDS_PER_BATCH, everyMs: SEND_EVERY_MS },
    (batch) => logsSerializer.serializeRequest(batch.map((record) => toReadableLog(record, resource))),
  );
  const clock = setInterval(() => metrics?.add([collect()]), milliseconds(otlp.metricsInterval));
  clock.unref();

  return {
    addSpans: (batch) => spans?.add(batch),
    addLogs: logs && ((records, severity) => logs.add(records.map((record) => ({ ...record, severity })))),
    metrics: () => [
      single("gatehouse_gateway_otlp_spans_dropped_total", "Spans given up.", "counter", spans?.dropped ?? 0),
      single(
        "gatehouse_gateway_otlp_log_records_dropped_total",
        "Log records given up.",
        "counter",
        logs?.dropped ?? 0,
      ),
    ],
    async stop() {
      clearInterval(clock);
      metrics?.add([collect()]);
      await Promise.all([spans?.close(), logs?.close(), metrics?.close()]);
    },
  };
}

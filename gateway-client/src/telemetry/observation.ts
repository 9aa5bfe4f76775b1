import type { QuotaRecord } from "@gatehouse/contract/telemetry.ts";
import type { TraceRecord } from "@gatehouse/contract/trace.ts";
import type { LogSink } from "../../policies/reports.ts";
import type { CallSpan } from "../otlp/call-spans.ts";
import type { MetricSum } from "./custom-metrics.ts";
import type { LogRecord } from "./thread-reports.ts";

/** What a thread tells the supervisor of the calls that it served, beside the counting. None of it holds a call up. */
export type Observation =
  | { kind: "trace"; record: TraceRecord }
  | { kind: "quota"; record: QuotaRecord }
  /** Whole lines of the access log, UTF-8. */
  | { kind: "access-log"; lines: Uint8Array<ArrayBuffer>; count: number }
  | { kind: "spans"; spans: CallSpan[] }
  | { kind: "metric-sums"; sums: MetricSum[] }
  | { kind: "log-records"; sink: LogSink; records: LogRecord[] };

const kinds = new Set<string>([
  "trace",
  "quota",
  "access-log",
  "spans",
  "metric-sums",
  "log-records",
] satisfies Observation["kind"][]);

export function isObservation(message: { kind: string }): message is Observation {
  return kinds.has(message.kind);
}

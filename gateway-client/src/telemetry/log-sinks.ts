import { join } from "node:path";
import type { LogSeverity, LogSink } from "../../policies/reports.ts";
import { type LineFile, openLineFile } from "../access-log/line-file.ts";
import type { Metric } from "../admin/exposition.ts";
import { type BatchQueue, createBatchQueue } from "../otlp/batch-queue.ts";
import { postBatch } from "../otlp/post.ts";
import type { LogRecord } from "./thread-reports.ts";

/** Where records of publishers go, seen from the supervisor. Each sink is bounded for itself; a slow one holds up no other. */
export interface LogSinks {
  receive(sink: LogSink, records: LogRecord[]): void;
  metrics(): Metric[];
  reopenFiles(): void;
  stop(): Promise<void>;
}

export interface LogSinksOptions {
  /** Where files are; undefined where no file may be written. */
  folder: string | undefined;
  /** Takes records for OpenTelemetry; undefined where they go nowhere. */
  otlp: ((records: LogRecord[], severity: LogSeverity) => void) | undefined;
  onFault(fault: unknown): void;
}

const SINKS_MAX = 100;
const RECORDS_WAITING_MAX = 10_000;
const RECORDS_PER_BATCH = 500;
const SEND_EVERY_MS = 1_000;
const TIMEOUT_MS = 10_000;

interface OpenSink {
  readonly dropped: number;
  add(records: LogRecord[]): void;
  reopen(): void;
  close(): Promise<void>;
}

export function createLogSinks({ folder, otlp, onFault }: LogSinksOptions): LogSinks {
  const open = new Map<string, OpenSink>();
  const closed = { http: 0, file: 0, otlp: 0 };

  const openSink = (sink: Exclude<LogSink, { kind: "otlp" }>): OpenSink | undefined => {
    if (sink.kind === "http") return httpSink(sink, onFault);
    if (folder === undefined) {
      onFault(new Error("a policy log-to writes to a file, and there is no GATEHOUSE_GATEWAY_LOG_DIR"));
      return undefined;
    }
    return fileSink(join(folder, `${sink.name}.jsonl`), onFault);
  };
  const findSink = (sink: Exclude<LogSink, { kind: "otlp" }>): OpenSink | undefined => {
    const key = JSON.stringify(sink);
    const found = open.get(key) ?? (open.size < SINKS_MAX ? openSink(sink) : undefined);
    if (found !== undefined) open.set(key, found);
    return found;
  };

  return {
    receive(sink, records) {
      if (sink.kind === "otlp") {
        if (otlp === undefined) closed.otlp += records.length;
        otlp?.(records, sink.severity);
        return;
      }
      const target = findSink(sink);
      if (target === undefined) closed[sink.kind] += records.length;
      else target.add(records);
    },
    metrics() {
      const dropped = { ...closed };
      for (const [key, sink] of open) dropped[key.includes('"kind":"http"') ? "http" : "file"] += sink.dropped;
      return [
        {
          name: "gatehouse_gateway_log_records_dropped_total",
          help: "Records of the policy log-to that were given up.",
          type: "counter",
          samples: Object.entries(dropped).map(([sink, value]) => ({ labels: { sink }, value })),
        },
      ];
    },
    reopenFiles() {
      for (const sink of open.values()) sink.reopen();
    },
    async stop() {
      await Promise.all([...open.values()].map((sink) => sink.close()));
    },
  };
}

function httpSink({ url, headers }: Extract<LogSink, { kind: "http" }>, onFault: (fault: unknown) => void): OpenSink {
  const options = { url, headers: { ...headers }, timeoutMs: TIMEOUT_MS, onFault };
  const queue: BatchQueue<LogRecord> = createBatchQueue({
    waitingMax: RECORDS_WAITING_MAX,
    batchMax: RECORDS_PER_BATCH,
    everyMs: SEND_EVERY_MS,
    send: (batch, signal) => postBatch(options, "application/x-ndjson", toLines(batch), signal),
  });
  return {
    get dropped() {
      return queue.dropped;
    },
    add: (records) => queue.add(records),
    reopen: () => undefined,
    close: queue.close,
  };
}

function fileSink(path: string, onFault: (fault: unknown) => void): OpenSink {
  const file: LineFile = openLineFile({ to: path, onFault });
  return {
    get dropped() {
      return file.dropped;
    },
    add: (records) => file.append(toLines(records), records.length),
    reopen: file.reopen,
    close: file.close,
  };
}

function toLines(records: LogRecord[]): Uint8Array {
  const lines = records.map(({ at, requestId, api, version, operation, span, fields }) => {
    const time = new Date(at).toISOString();
    const traceId = span?.traceId;
    return `${JSON.stringify({ time, requestId, ...(traceId && { traceId }), api, version, operation, ...fields })}\n`;
  });
  return Buffer.from(lines.join(""));
}

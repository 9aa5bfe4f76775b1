import type { QuotaRecord } from "@gatehouse/contract/telemetry.ts";
import type { TraceRecord } from "@gatehouse/contract/trace.ts";
import type { Logger } from "pino";
import { type LineFile, openLineFile } from "../access-log/line-file.ts";
import { type Metric, single } from "../admin/exposition.ts";
import type { GatewayConfig } from "../config/schema.ts";
import { createOtlpExporter } from "../otlp/exporter.ts";
import { CustomMetrics } from "../telemetry/custom-metrics.ts";
import { createLogSinks } from "../telemetry/log-sinks.ts";
import type { Observation } from "../telemetry/observation.ts";
import { createTraceStore, type TraceStore } from "../tracing/trace-store.ts";
import { createFaultNote, type FaultNote } from "./faults.ts";

/** Where what the threads observe is kept and handed on. */
export interface Observatory {
  readonly traces: TraceStore;
  readonly faults: Readonly<Record<string, FaultNote>>;
  receive(observation: Observation): void;
  metrics(): Metric[];
  /** Goes on in new files: whoever rotates has moved the old ones away. */
  reopenFiles(): void;
  /** Writes and sends what is held. */
  stop(): Promise<void>;
}

export interface ObservatoryOptions {
  /** Names this gateway to whoever collects. */
  node: string;
  log: Logger;
  /** Hands a trace or a notice on to the control plane. */
  send(record: TraceRecord | QuotaRecord): void;
  /** The metrics of the moment. */
  collect(): Metric[];
}

export function createObservatory(
  { accessLog, otlp, logDir }: GatewayConfig,
  options: ObservatoryOptions,
): Observatory {
  const { node, log, send, collect } = options;
  const traces = createTraceStore();
  const faults = {
    accessLog: createFaultNote("writing the access log", log),
    otlp: createFaultNote("sending by OTLP", log),
    logTo: createFaultNote("writing records of log-to", log),
  };
  const accessFile: LineFile | undefined =
    accessLog && openLineFile({ to: accessLog.to, onFault: faults.accessLog.note });
  const exporter = otlp && createOtlpExporter(otlp, node, collect, faults.otlp.note);
  const custom = new CustomMetrics();
  const sinks = createLogSinks({
    folder: logDir,
    otlp: exporter?.addLogs,
    onFault: faults.logTo.note,
  });

  return {
    traces,
    faults,
    receive(observation) {
      if (observation.kind === "access-log") accessFile?.append(observation.lines, observation.count);
      else if (observation.kind === "spans") exporter?.addSpans(observation.spans);
      else if (observation.kind === "metric-sums") for (const sum of observation.sums) custom.add(sum);
      else if (observation.kind === "log-records") sinks.receive(observation.sink, observation.records);
      else {
        if (observation.kind === "trace") traces.keep(observation.record);
        send(observation.record);
      }
    },
    metrics: () => [
      single("gatehouse_gateway_traces_kept", "Traces in memory.", "gauge", traces.size),
      ...(exporter?.metrics() ?? []),
      ...sinks.metrics(),
      ...custom.list(),
      single(
        "gatehouse_gateway_custom_metrics_dropped_total",
        "Additions by emit-metric to more names of metrics than are kept.",
        "counter",
        custom.dropped,
      ),
      ...(accessFile === undefined
        ? []
        : [
            single(
              "gatehouse_gateway_access_log_dropped_total",
              "Lines of the access log that were not written: the disk was too slow or refused them.",
              "counter",
              accessFile.dropped,
            ),
          ]),
    ],
    reopenFiles() {
      accessFile?.reopen();
      sinks.reopenFiles();
    },
    async stop() {
      await Promise.all([accessFile?.close(), sinks.stop(), exporter?.stop()]);
    },
  };
}

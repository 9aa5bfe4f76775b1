import { BACKENDS_REPORTED_MAX, type GatewayStatus } from "@gatehouse/contract/status.ts";
import { capabilities } from "../../policies/registry.ts";
import { backendMetrics } from "../admin/backend-metrics.ts";
import { cacheMetrics } from "../admin/cache-metrics.ts";
import type { CallMetrics } from "../admin/call-metrics.ts";
import { type Metric, single } from "../admin/exposition.ts";
import { processMetrics } from "../admin/process-metrics.ts";
import type { BackendWatch } from "../backends/gossip.ts";
import { troublesOf } from "../backends/troubles.ts";
import type { IntakeState } from "../sync/intake.ts";
import type { Collector } from "../telemetry/collector.ts";
import type { Spool } from "../telemetry/spool.ts";
import { ignoredFigure } from "../telemetry/thread-figures.ts";
import { ignoredTokens } from "../tracing/trace-tokens.ts";
import type { Certificates } from "./certificates.ts";
import type { FaultNote } from "./faults.ts";
import type { LimitStore } from "./limit-store.ts";
import type { Observatory } from "./observatory.ts";
import type { Threads } from "./threads.ts";
import { gatewayVersion } from "./version.ts";

const REASON_MAX = 2_000;

/** What the reports are made from. */
export interface Reported {
  node: string;
  startedAtMs: number;
  intake: Readonly<IntakeState>;
  threads: Threads;
  calls: CallMetrics;
  collector: Collector;
  observatory: Observatory;
  spool: Spool;
  /** Undefined without TLS. */
  certificates: Certificates | undefined;
  limitStore: LimitStore;
  backends: BackendWatch;
  faults: Record<"snapshot" | "status" | "telemetry" | "quotas", FaultNote>;
  isReady(): boolean;
}

/** For the control plane. */
export function heartbeatOf({ node, intake, threads, startedAtMs, backends }: Reported): GatewayStatus {
  const troubles = troublesOf(backends.reports());
  return {
    node,
    version: gatewayVersion,
    capabilities: [...capabilities],
    applied: intake.applied?.generation ?? null,
    refused: intake.refused
      ? { generation: intake.refused.generation, reason: intake.refused.reason.slice(0, REASON_MAX) }
      : null,
    uptimeSeconds: secondsSince(startedAtMs),
    load: {
      requestsInFlight: threads.figures.sum("requestsInFlight"),
      residentBytes: process.memoryUsage.rss(),
    },
    ...(troubles.length > 0 && { backends: troubles.slice(0, BACKENDS_REPORTED_MAX) }),
  };
}

/** For a person who asks the admin port. */
export function statusPageOf(reported: Reported) {
  const { intake, threads, calls, collector, spool, faults } = reported;
  const { capabilities: _, backends: _troubles, ...heartbeat } = heartbeatOf(reported);
  return {
    ...heartbeat,
    ready: reported.isReady(),
    group: intake.applied?.group ?? null,
    builtAt: intake.applied?.builtAt ?? null,
    signedBy: intake.applied?.signature.keyId ?? null,
    parts: countParts(Object.keys(intake.applied?.parts ?? {})),
    refusals: intake.refusals,
    capabilities,
    threads: { serving: threads.serving, restarts: threads.restarts },
    calls: calls.calls,
    limits: reported.limitStore.status(),
    /** Those with a choice of targets, checks or a circuit breaker. */
    backends: reported.backends.reports(),
    certificates: (reported.certificates?.shown ?? []).map(({ file, certificate: { names, expiresAtMs } }) => ({
      file,
      names,
      expiresAt: new Date(expiresAtMs).toISOString(),
    })),
    telemetry: {
      countersInMemory: collector.waiting,
      batchesOnDisk: spool.batches,
      bytesOnDisk: spool.bytes,
      batchesRejected: spool.rejected,
      callsLost: collector.lostCalls + spool.lostCalls,
    },
    /** What is not well at the moment, in words. */
    troubles: {
      ...Object.fromEntries(
        Object.entries({ ...faults, ...reported.observatory.faults }).map(([name, { message }]) => [
          name,
          message ?? null,
        ]),
      ),
      limits: reported.limitStore.trouble,
      certificates: reported.certificates?.fault.message ?? null,
      snapshotOnDisk: wordsOf(intake.keepFault),
      telemetryOnDisk: wordsOf(collector.spoolFault),
    },
  };
}

/** For Prometheus. */
export function metricsOf(reported: Reported): Metric[] {
  const { intake, threads, calls, collector, spool, faults } = reported;
  const { load, uptimeSeconds } = heartbeatOf(reported);
  return [
    ...calls.list(),
    gauge("requests_in_flight", "Requests being served.", load.requestsInFlight),
    gauge("ready", "1 when the gateway serves a snapshot.", reported.isReady() ? 1 : 0),
    gauge("threads_serving", "Threads that listen and serve.", threads.serving),
    counter("thread_restarts_total", "Threads started again after they ended.", threads.restarts),
    gauge("snapshot_generation", "Generation being served; 0 before the first.", intake.applied?.generation ?? 0),
    counter("snapshot_refusals_total", "Snapshots refused.", intake.refusals),
    gauge("snapshot_on_disk", "1 when the served snapshot is kept on disk.", intake.keepFault ? 0 : 1),
    labelled(
      "control_plane_faults_total",
      "Calls to the control plane that failed.",
      "counter",
      Object.entries(faults).map(([link, { count }]) => [{ link }, count]),
    ),
    gauge("telemetry_counters_in_memory", "Distinct counters that wait for the disk.", collector.waiting),
    gauge("telemetry_spool_batches", "Batches that the control plane has not taken.", spool.batches),
    gauge("telemetry_spool_bytes", "Their size on disk.", spool.bytes),
    gauge("telemetry_spool_failing", "1 when the disk takes no batches.", collector.spoolFault ? 1 : 0),
    gauge("telemetry_rejected_batches", "Batches set aside as never acceptable.", spool.rejected),
    counter("telemetry_lost_calls_total", "Calls that could not be counted.", collector.lostCalls + spool.lostCalls),
    gauge("uptime_seconds", "Seconds since the start.", uptimeSeconds),
    ...threadMetrics(threads),
    ...cacheMetrics(threads.figures),
    ...certificateMetrics(reported),
    ...reported.limitStore.metrics(),
    ...backendMetrics(reported.backends.reports()),
    ...reported.observatory.metrics(),
    labelled("build_info", "Which gateway this is.", "gauge", [[{ version: gatewayVersion }, 1]]),
    ...processMetrics(),
  ];
}

function certificateMetrics({ certificates }: Reported): Metric[] {
  if (certificates === undefined) return [];
  const expiry = certificates.shown.map(({ file, certificate }): Series => [{ file }, certificate.expiresAtMs / 1_000]);
  return [
    labelled("certificate_expires_timestamp_seconds", "When a certificate for callers ends.", "gauge", expiry),
    counter("certificate_faults_total", "Changed certificate files that could not be used.", certificates.fault.count),
  ];
}

/** How the threads are, each by itself only where a sum would say nothing. */
function threadMetrics({ figures }: Threads): Metric[] {
  const inSeconds = (name: "eventLoopDelayMeanMs" | "eventLoopDelayP99Ms") =>
    figures.each(name).map(([thread, ms]): Series => [{ thread: String(thread) }, ms / 1_000]);
  return [
    gauge("connections", "Open connections of callers.", figures.sum("connections")),
    gauge("websocket_connections", "WebSockets among them.", figures.sum("webSockets")),
    counter("tls_handshake_failures_total", "Handshakes of TLS that came to nothing.", figures.sum("failedHandshakes")),
    labelled(
      "event_loop_delay_mean_seconds",
      "How late a thread came to its work in the last 5 s.",
      "gauge",
      inSeconds("eventLoopDelayMeanMs"),
    ),
    labelled(
      "event_loop_delay_p99_seconds",
      "The same, of the latest hundredth.",
      "gauge",
      inSeconds("eventLoopDelayP99Ms"),
    ),
    counter("traces_total", "Calls that were traced.", figures.sum("traces")),
    labelled(
      "trace_tokens_ignored_total",
      "Trace tokens that did not count.",
      "counter",
      ignoredTokens.map((reason) => [{ reason }, figures.sum(ignoredFigure(reason))]),
    ),
  ];
}

function gauge(name: string, help: string, value: number): Metric {
  return single(`gatehouse_gateway_${name}`, help, "gauge", value);
}

function counter(name: string, help: string, value: number): Metric {
  return single(`gatehouse_gateway_${name}`, help, "counter", value);
}

type Series = [labels: Record<string, string>, value: number];

function labelled(name: string, help: string, type: "counter" | "gauge", series: Series[]): Metric {
  const samples = series.map(([labels, value]) => ({ labels, value }));
  return { name: `gatehouse_gateway_${name}`, help, type, samples };
}

/** Parts by kind: `{ api: 12, keys: 256, … }`. */
function countParts(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) {
    const kind = name.split("/", 1)[0] ?? name;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function wordsOf(fault: unknown): string | null {
  if (fault === undefined) return null;
  return fault instanceof Error ? fault.message : String(fault);
}

function secondsSince(startedAtMs: number): number {
  return Math.max(0, Math.floor((Date.now() - startedAtMs) / 1_000));
}

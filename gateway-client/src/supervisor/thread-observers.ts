import { AccessLog } from "../access-log/access-log.ts";
import type { Privacy } from "../access-log/privacy.ts";
import { CallSpans } from "../otlp/call-spans.ts";
import { importKeys } from "../sync/verify.ts";
import type { Observation } from "../telemetry/observation.ts";
import { addToFigure, ignoredFigure } from "../telemetry/thread-figures.ts";
import { ThreadReports } from "../telemetry/thread-reports.ts";
import { TraceTokens } from "../tracing/trace-tokens.ts";
import type { TracingOptions } from "../tracing/tracing.ts";
import type { ThreadData } from "./thread-data.ts";

/** How long a line may wait for others to go with. */
const FLUSH_EVERY_MS = 500;

/** What observes the calls of one thread. */
export interface ThreadObservers {
  readonly tracing: TracingOptions | undefined;
  readonly accessLog: AccessLog | undefined;
  readonly spans: CallSpans | undefined;
  readonly reports: ThreadReports;
  /** Hands everything on that is held. */
  flush(): void;
}

export function createThreadObservers(
  { traceKeys, accessLogFields, sampleRatio, privacy, figures }: ThreadData,
  tell: (observation: Observation, transfer?: ArrayBuffer[]) => void,
): ThreadObservers {
  const kept: Privacy = {
    ...privacy,
    maskedParameters: new Set(privacy.maskedParameters.map((name) => name.toLowerCase())),
  };
  const accessLog =
    accessLogFields &&
    new AccessLog(accessLogFields, kept, (lines, count) => tell({ kind: "access-log", lines, count }, [lines.buffer]));
  const spans =
    sampleRatio === undefined
      ? undefined
      : new CallSpans({ ...kept, sampleRatio }, (batch) => tell({ kind: "spans", spans: batch }));
  const tracing: TracingOptions | undefined =
    Object.keys(traceKeys).length === 0
      ? undefined
      : {
          tokens: new TraceTokens(importKeys(traceKeys)),
          keep(record) {
            addToFigure(figures, "traces");
            tell({ kind: "trace", record });
          },
          onIgnored: (why) => addToFigure(figures, ignoredFigure(why)),
        };
  const reports = new ThreadReports({
    handOnSums: (sums) => tell({ kind: "metric-sums", sums }),
    handOnRecords: (sink, records) => tell({ kind: "log-records", sink, records }),
  });
  const flush = () => {
    reports.flush();
    accessLog?.flush();
    spans?.flush();
  };
  setInterval(flush, FLUSH_EVERY_MS);
  return { tracing, accessLog, spans, reports, flush };
}

import { SeverityNumber } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableLogRecord } from "@opentelemetry/sdk-logs";
import type { LogSeverity } from "../../policies/reports.ts";
import type { LogRecord } from "../telemetry/thread-reports.ts";
import { hrTime, SCOPE } from "./encode-spans.ts";

/** A publisher's record with how grave it is. */
export type GradedRecord = LogRecord & { severity: LogSeverity };

const SEVERITIES: Record<LogSeverity, SeverityNumber> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

/** A record as the encoder of OpenTelemetry reads it: its fields are the body, what it is about are attributes. */
export function toReadableLog(record: GradedRecord, resource: Resource): ReadableLogRecord {
  const { at, span, severity, requestId, api, version, operation, fields } = record;
  return {
    hrTime: hrTime(at),
    hrTimeObserved: hrTime(at),
    ...(span && { spanContext: { traceId: span.traceId, spanId: span.spanId, traceFlags: span.flags } }),
    severityNumber: SEVERITIES[severity],
    severityText: severity.toUpperCase(),
    body: bodyOf(fields),
    attributes: {
      "gatehouse.request_id": requestId,
      "gatehouse.api": api,
      "gatehouse.version": version,
      "gatehouse.operation": operation,
    },
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
  };
}

/** What came out of expressions is of plain types already; anything else becomes its JSON. */
function bodyOf(fields: LogRecord["fields"]): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      return [name, isPlain || value === null ? value : JSON.stringify(value)];
    }),
  );
}

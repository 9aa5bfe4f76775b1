import { createTraceState, type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { CallSpan } from "./call-spans.ts";
import { isSampled } from "./span-context.ts";

/** A call's span as the encoder of OpenTelemetry reads it. */
export function toReadableSpan(span: CallSpan, resource: Resource): ReadableSpan {
  const { traceId, spanId, parentSpanId, flags, traceState, startMs, durationMs } = span;
  const contextOf = (id: string, isRemote: boolean) => ({
    traceId,
    spanId: id,
    traceFlags: flags,
    isRemote,
    ...(traceState === undefined ? {} : { traceState: createTraceState(traceState) }),
  });
  return {
    name: span.name,
    kind: SpanKind.SERVER,
    spanContext: () => contextOf(spanId, false),
    ...(parentSpanId === undefined ? {} : { parentSpanContext: contextOf(parentSpanId, true) }),
    startTime: hrTime(startMs),
    endTime: hrTime(startMs + durationMs),
    duration: hrTime(durationMs),
    status: { code: span.status >= 500 ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: span.attributes,
    links: [],
    events: [],
    ended: isSampled(span),
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

export const SCOPE = { name: "gatehouse-gateway" };

/** Seconds and nanoseconds. */
export function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}

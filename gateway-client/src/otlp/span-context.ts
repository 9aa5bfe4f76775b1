import { isTraceparent, makeId, makeSpanId } from "../exchange/trace-context.ts";

const SAMPLED = 0x01;
/** W3C Trace Context level 2: the trace id is random. It is the caller's to say. */
const RANDOM = 0x02;

/** The gateway's own place in a distributed trace (W3C Trace Context). */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  /** The caller's span; undefined where the trace begins here. */
  readonly parentSpanId: string | undefined;
  readonly flags: number;
}

/**
 * The span of a call whose caller sent this `traceparent`, or none. The caller's word on sampling counts; a trace that begins
 * here is sampled with the given probability.
 */
export function beginSpan(traceparent: string | undefined, requestId: string, sampleRatio: number): SpanContext {
  if (traceparent !== undefined && isTraceparent(traceparent)) {
    return {
      traceId: traceparent.slice(3, 35),
      parentSpanId: traceparent.slice(36, 52),
      spanId: makeSpanId(),
      flags: Number.parseInt(traceparent.slice(53, 55), 16) & (SAMPLED | RANDOM),
    };
  }
  return {
    traceId: /^(?!0{32})[0-9a-f]{32}$/.test(requestId) ? requestId : makeId(),
    parentSpanId: undefined,
    spanId: makeSpanId(),
    flags: Math.random() < sampleRatio ? SAMPLED : 0,
  };
}

export function isSampled({ flags }: SpanContext): boolean {
  return (flags & SAMPLED) !== 0;
}

/** What goes on to the backend: the gateway's span as its parent. */
export function traceparentOf({ traceId, spanId, flags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${flags}`;
}

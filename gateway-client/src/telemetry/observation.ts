import type { TraceRecord } from "@gatehouse/contract/trace.ts";
import type { CallSpan } from "../otlp/call-spans.ts";

/** What a thread tells the supervisor of the calls that it served, beside the counting. None of it holds a call up. */
export type Observation =
  | { kind: "trace"; record: TraceRecord }
  /** Whole lines of the access log, UTF-8. */
  | { kind: "access-log"; lines: Uint8Array<ArrayBuffer>; count: number }
  | { kind: "spans"; spans: CallSpan[] };

const kinds = new Set<string>(["trace", "access-log", "spans"] satisfies Observation["kind"][]);

export function isObservation(message: { kind: string }): message is Observation {
  return kinds.has(message.kind);
}

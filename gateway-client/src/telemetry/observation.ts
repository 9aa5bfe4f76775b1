import type { TraceRecord } from "@gatehouse/contract/trace.ts";

/** What a thread tells the supervisor of the calls that it served, beside the counting. None of it holds a call up. */
export type Observation =
  | { kind: "trace"; record: TraceRecord }
  /** Whole lines of the access log, UTF-8. */
  | { kind: "access-log"; lines: Uint8Array<ArrayBuffer>; count: number };

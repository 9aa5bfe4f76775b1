import { z } from "zod";
import { traceRecord } from "../contract/trace.ts";
import type { TraceRow } from "./queries.ts";

/** A token is shown once: it is signed, and not kept. */
export const traceTokenView = z.object({
  token: z.string(),
  /** The request header that carries it. */
  header: z.string(),
  expiresAt: z.iso.datetime(),
});

export const traceView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  durationMs: z.number(),
  /** Name of the gateway that served the call. */
  gateway: z.string(),
});

export const traceDetailView = traceView.extend({
  record: traceRecord.omit({
    kind: true,
    id: true,
    at: true,
    method: true,
    path: true,
    status: true,
    durationMs: true,
  }),
});

export type TraceTokenView = z.output<typeof traceTokenView>;
export type TraceView = z.output<typeof traceView>;
export type TraceDetailView = z.output<typeof traceDetailView>;

export function toTraceView(row: Pick<TraceRow, keyof TraceView>): TraceView {
  const { id, at, method, path, status, durationMs, gateway } = row;
  return { id, at: at.toISOString(), method, path, status, durationMs, gateway: gateway.name };
}

export function toTraceDetailView(row: TraceRow): TraceDetailView {
  return { ...toTraceView(row), record: traceDetailView.shape.record.parse(row.record) };
}

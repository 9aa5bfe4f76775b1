import { z } from "zod";
import { type TraceRecord, traceRecord } from "./trace.ts";

/**
 * Latency buckets, log-linear: bucket `i` counts durations below `latencyBucketBoundMs(i)` and not below the bound before it.
 * Eight buckets for each doubling from 1 ms to 65,536 ms (an error of at most 9 %), one below 1 ms and one above all.
 */
export const LATENCY_BUCKETS = 2 + 16 * 8;

/** Upper bound of a bucket in milliseconds; infinite for the last one. */
export function latencyBucketBoundMs(bucket: number): number {
  if (bucket >= LATENCY_BUCKETS - 1) return Number.POSITIVE_INFINITY;
  const octave = Math.floor(bucket / 8);
  return 2 ** octave * (1 + (bucket % 8) / 8);
}

/** The bucket that counts a duration in milliseconds. */
export function latencyBucket(ms: number): number {
  if (!(ms >= 1)) return 0;
  const octave = Math.min(16, Math.floor(Math.log2(ms)));
  const bucket = 1 + octave * 8 + Math.floor((ms / 2 ** octave - 1) * 8);
  return Math.min(bucket, LATENCY_BUCKETS - 1);
}

/** A sparse histogram: bucket number → count. */
export const histogram = z.record(z.string().regex(/^\d{1,3}$/), z.int().positive());

/**
 * Calls of one minute that agree in version, operation, subscription and status. `at` is the minute's start in epoch
 * seconds. `version` and `operation` are null for calls that met no operation, `subscription` for those without a key.
 */
export const counterRecord = z.strictObject({
  kind: z.literal("counter"),
  at: z.int().multipleOf(60),
  version: z.string().nullable(),
  operation: z.string().nullable(),
  subscription: z.string().nullable(),
  status: z.int().min(100).max(599),
  calls: z.int().positive(),
  bytesIn: z.int().nonnegative(),
  bytesOut: z.int().nonnegative(),
  latency: histogram,
  upstream: histogram,
});

/** First line of a batch. `node` is made once per data folder of a gateway; `sequence` rises by one from 1. */
export const batchHeader = z.strictObject({
  kind: z.literal("batch"),
  node: z.string().min(8).max(100),
  sequence: z.int().positive(),
});

/** Shares of a plan's quota, in percent, at which its subscriber is told. */
export const quotaLevels = [80, 100] as const;

/** A plan's quota has reached a level in its present period, at this gateway's count or at that of all that share a store. */
export const quotaRecord = z.strictObject({
  kind: z.literal("quota"),
  subscription: z.string(),
  level: z.literal(quotaLevels),
  /** Epoch seconds. */
  periodEndsAt: z.int().positive(),
});

/** What a line of a batch can be, after the first. */
export const batchRecord = z.discriminatedUnion("kind", [counterRecord, traceRecord, quotaRecord]);

export type QuotaRecord = z.infer<typeof quotaRecord>;
export type BatchRecord = CounterRecord | TraceRecord | QuotaRecord;
export type CounterRecord = z.infer<typeof counterRecord>;
export type BatchHeader = z.infer<typeof batchHeader>;

export const BATCH_BYTES_MAX = 4 * 1024 * 1024;
export const BATCH_MEDIA_TYPE = "application/x-ndjson";

import { z } from "zod";
import { dimensions, intervals } from "./usage.ts";

const counts = {
  calls: z.int(),
  /** Answers of status 400 and above. */
  errors: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
  /** How many of the calls are made up for the demo. */
  demoCalls: z.int(),
};

const named = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

/** Members of a dimension that was not asked for are left out; null stands for what is not known any more. */
export const usageRowView = z.object({
  /** Start of the interval; left out by `total`. */
  at: z.iso.datetime().optional(),
  api: named.extend({ workspace: z.string() }).nullable().optional(),
  version: z.string().nullable().optional(),
  operation: z.string().nullable().optional(),
  status: z.int().optional(),
  subscription: z.object({ id: z.uuid(), product: z.string(), plan: z.string() }).nullable().optional(),
  application: z.object({ id: z.uuid(), name: z.string() }).nullable().optional(),
  ...counts,
  /** As the callers saw it; bounds of buckets, at most 9 % above. */
  latencyMs: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable(),
});

export const usageView = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  interval: z.enum(intervals),
  groupBy: z.array(z.enum(dimensions)),
  totals: z.object(counts),
  rows: z.array(usageRowView),
});

export type UsageRowView = z.output<typeof usageRowView>;
export type UsageView = z.output<typeof usageView>;

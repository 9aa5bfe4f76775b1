import { Problem } from "../contract/problem.ts";
import { LATENCY_BUCKETS, latencyBucketBoundMs } from "../contract/telemetry.ts";

export const intervals = ["minute", "hour", "day", "total"] as const;
export type Interval = (typeof intervals)[number];

export const dimensions = ["api", "version", "operation", "status", "subscription", "application"] as const;
export type Dimension = (typeof dimensions)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long an interval is, how much of it is shown when nothing is said, and how much at most. */
const RANGES: Record<Interval, { unitMs: number; defaultMs: number; maxMs: number }> = {
  minute: { unitMs: MINUTE_MS, defaultMs: 3_600_000, maxMs: 2 * DAY_MS },
  hour: { unitMs: 3_600_000, defaultMs: DAY_MS, maxMs: 92 * DAY_MS },
  day: { unitMs: DAY_MS, defaultMs: 30 * DAY_MS, maxMs: 732 * DAY_MS },
  total: { unitMs: MINUTE_MS, defaultMs: 30 * DAY_MS, maxMs: 732 * DAY_MS },
};

/** The time that is asked for: whole intervals in UTC, the last one as far as it has come. `to` is exclusive. */
export function usageRange(
  { from, to, interval }: { from?: string | undefined; to?: string | undefined; interval: Interval },
  now: Date,
): { from: Date; to: Date } {
  const { unitMs, defaultMs, maxMs } = RANGES[interval];
  const endMs = Math.ceil((to === undefined ? now : new Date(to)).getTime() / MINUTE_MS) * MINUTE_MS;
  const startMs = from === undefined ? endMs - defaultMs : new Date(from).getTime();
  const flooredMs = Math.floor(startMs / unitMs) * unitMs;
  if (flooredMs >= endMs) throw outside("from", "is not before `to`");
  if (endMs - flooredMs > maxMs + unitMs) throw outside("from", `is more than ${maxMs / DAY_MS} days before \`to\``);
  return { from: new Date(flooredMs), to: new Date(endMs) };
}

function outside(pointer: string, detail: string): Problem {
  return new Problem("invalid-input", `${pointer} ${detail}`, { errors: [{ pointer, detail }] });
}

/**
 * A percentile of a histogram in milliseconds: the upper bound of the bucket that it falls into, or for the last one, which
 * has none, its lower bound. Undefined without calls.
 */
export function percentileMs(histogram: Readonly<Record<string, number>>, share: number): number | undefined {
  const buckets = Object.entries(histogram)
    .map(([bucket, calls]) => ({ bucket: Number(bucket), calls }))
    .sort((a, b) => a.bucket - b.bucket);
  let left = Math.ceil(buckets.reduce((sum, { calls }) => sum + calls, 0) * share);
  const found = buckets.find(({ calls }) => {
    left -= calls;
    return left <= 0;
  });
  return found && latencyBucketBoundMs(Math.min(found.bucket, LATENCY_BUCKETS - 2));
}

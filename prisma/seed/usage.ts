import { sequence } from "../../examples/backend/data.ts";
import { latencyBucket } from "../../lib/contract/telemetry.ts";
import type { Database } from "../../lib/db/database.ts";

/** Whose calls are made up: a subscription at a version, and how busy it is. */
export interface UsageSource {
  subscriptionId: string;
  versionId: string;
  operations: string[];
  /** Calls in the busiest minute. */
  peakCalls: number;
}

const DAYS = 7;
const MINUTE_MS = 60_000;
const ROWS_AT_ONCE = 5_000;
/** A row for every fifth minute is enough for every chart. */
const STEP_MINUTES = 5;

/** Writes a week of plausible calls up to `now`, marked as demo. The same week at every seed. */
export async function seedUsage(db: Database, groupId: string, sources: UsageSource[], now: Date): Promise<number> {
  const random = sequence(2026);
  const end = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const minutes = Array.from(
    { length: (DAYS * 1_440) / STEP_MINUTES },
    (_, index) => new Date(end - (index + 1) * STEP_MINUTES * MINUTE_MS),
  );
  const rows = sources.flatMap((source) => minutes.flatMap((at) => rowsOf(source, at, groupId, random)));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await db.usageMinute.createMany({ data: rows.slice(start, start + ROWS_AT_ONCE), skipDuplicates: true });
  }
  return rows.length;
}

function rowsOf(
  { subscriptionId, versionId, operations, peakCalls }: UsageSource,
  at: Date,
  gatewayGroupId: string,
  random: () => number,
) {
  const calls = Math.round(peakCalls * busyness(at) * (0.6 + random() * 0.8));
  if (calls === 0) return [];
  const operation = operations[Math.floor(random() ** 2 * operations.length)] ?? operations[0] ?? "";
  const failing = random() < 0.04 ? Math.max(1, Math.round(calls * 0.1)) : 0;
  const parts = [
    { status: 200, calls: calls - failing },
    { status: [404, 422, 429, 502][Math.floor(random() * 4)] ?? 404, calls: failing },
  ];
  return parts
    .filter((part) => part.calls > 0)
    .map((part) => ({
      at,
      versionId,
      operation,
      subscriptionId,
      gatewayGroupId,
      status: part.status,
      calls: BigInt(part.calls),
      bytesIn: BigInt(part.calls * 310),
      bytesOut: BigInt(part.calls * Math.round(600 + random() * 3_000)),
      latency: histogramOf(part.calls, 14, random),
      upstream: histogramOf(part.calls, 11, random),
      isDemo: true,
    }));
}

/** From 0 to 1: people shop in the evening and at weekends, and sleep at night. */
function busyness(at: Date): number {
  const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
  const daily = 0.12 + 0.5 * Math.exp(-((hour - 11) ** 2) / 14) + 0.75 * Math.exp(-((hour - 19) ** 2) / 9);
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  return Math.min(1, daily * (isWeekend ? 1.15 : 0.9));
}

/** Durations around `typicalMs` with the long tail that they have. */
function histogramOf(calls: number, typicalMs: number, random: () => number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let call = 0; call < calls; call++) {
    const bucket = String(latencyBucket(typicalMs * Math.exp((random() + random() + random() - 1.5) * 1.1)));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

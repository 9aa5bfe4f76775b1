import type { CounterRecord } from "../contract/telemetry.ts";

/** Stands for "no version", "no subscription" in the key of a counter, which cannot hold null. */
export const NIL = "00000000-0000-0000-0000-000000000000";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OPERATION_LENGTH_MAX = 200;

/** A counter as the database keeps it. */
export interface UsageRow {
  at: number;
  version: string;
  operation: string;
  subscription: string;
  status: number;
  calls: number;
  bytesIn: number;
  bytesOut: number;
  latency: Record<string, number>;
  upstream: Record<string, number>;
}

/**
 * The rows of a batch, each key once and sorted, so that batches of several gateways lock rows in one order. A call of
 * something that this installation never had is counted all the same, under nothing.
 */
export function toUsageRows(records: readonly CounterRecord[]): UsageRow[] {
  const rows = new Map<string, UsageRow>();
  for (const record of records) {
    const row = toUsageRow(record);
    const key = `${row.at} ${row.version} ${row.subscription} ${row.status} ${row.operation}`;
    const known = rows.get(key);
    rows.set(key, known ? add(known, row) : row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function toUsageRow({ kind: _kind, version, operation, subscription, ...rest }: CounterRecord): UsageRow {
  return {
    ...rest,
    version: version !== null && UUID.test(version) ? version : NIL,
    operation: (operation ?? "").replaceAll("\0", "").slice(0, OPERATION_LENGTH_MAX),
    subscription: subscription !== null && UUID.test(subscription) ? subscription : NIL,
  };
}

function add(a: UsageRow, b: UsageRow): UsageRow {
  return {
    ...a,
    calls: a.calls + b.calls,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
    latency: addHistograms(a.latency, b.latency),
    upstream: addHistograms(a.upstream, b.upstream),
  };
}

function addHistograms(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const total = { ...a };
  for (const [bucket, calls] of Object.entries(b)) total[bucket] = (total[bucket] ?? 0) + calls;
  return total;
}

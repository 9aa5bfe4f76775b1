import type { Prisma } from "../../prisma/generated/client.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { NIL, type UsageRow } from "./usage-row.ts";

/** False when there is one for this batch; waits for a transaction that is just about to write it. */
export async function insertLedgerEntry(tx: Transaction, data: Prisma.TelemetryBatchCreateManyInput): Promise<boolean> {
  return (await tx.telemetryBatch.createMany({ data: [data], skipDuplicates: true })).count === 1;
}

export function findLedgerEntry(reader: Reader, node: string, sequence: number) {
  return reader.telemetryBatch.findUnique({ where: { node_sequence: { node, sequence } } });
}

/** Adds rows to the counters, in their order. */
export async function addUsage(tx: Transaction, groupId: string, rows: UsageRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO usage_minutes AS u (at, version_id, operation, subscription_id, status, gateway_group_id,
                                    calls, bytes_in, bytes_out, latency, upstream)
    SELECT to_timestamp(r.at), r.version, r.operation, r.subscription, r.status, ${groupId}::uuid,
           r.calls, r."bytesIn", r."bytesOut", r.latency, r.upstream
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
             at bigint, version uuid, operation text, subscription uuid, status smallint,
             calls bigint, "bytesIn" bigint, "bytesOut" bigint, latency jsonb, upstream jsonb)
    ON CONFLICT (at, version_id, operation, subscription_id, status, gateway_group_id) DO UPDATE SET
      calls = u.calls + excluded.calls,
      bytes_in = u.bytes_in + excluded.bytes_in,
      bytes_out = u.bytes_out + excluded.bytes_out,
      latency = add_histograms(u.latency, excluded.latency),
      upstream = add_histograms(u.upstream, excluded.upstream)`;
}

/** Notes when subscriptions were last used. One that somebody else holds at the moment is left to the next batch. */
export async function touchSubscriptions(tx: Transaction, rows: UsageRow[]): Promise<void> {
  const used = new Map<string, number>();
  for (const { subscription, at } of rows) {
    if (subscription !== NIL) used.set(subscription, Math.max(at, used.get(subscription) ?? 0));
  }
  if (used.size === 0) return;
  await tx.$executeRaw`
    WITH used AS (
      SELECT s.id, to_timestamp(n.at) AS at
        FROM unnest(${[...used.keys()]}::uuid[], ${[...used.values()]}::bigint[]) n(id, at)
        JOIN subscriptions s ON s.id = n.id AND (s.last_used_at IS NULL OR s.last_used_at < to_timestamp(n.at))
         FOR NO KEY UPDATE OF s SKIP LOCKED)
    UPDATE subscriptions s SET last_used_at = used.at FROM used WHERE s.id = used.id`;
}

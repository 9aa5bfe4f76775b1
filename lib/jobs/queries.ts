import type { Reader } from "../db/database.ts";

// pg-boss has no Prisma model: its tables are its own (`JOBS_SCHEMA`), and read here only. Names of states are pg-boss's.

/** Every queue with its jobs by state; finished ones are kept for a week. */
export function listQueueRows(reader: Reader) {
  return reader.$queryRaw<
    { name: string; waiting: number; running: number; failed: number; done: number; oldest: Date | null }[]
  >`
    SELECT q.name,
           count(*) FILTER (WHERE j.state IN ('created', 'retry'))::int AS waiting,
           count(*) FILTER (WHERE j.state = 'active')::int AS running,
           count(*) FILTER (WHERE j.state = 'failed')::int AS failed,
           count(*) FILTER (WHERE j.state = 'completed')::int AS done,
           min(j.created_on) FILTER (WHERE j.state IN ('created', 'retry')) AS oldest
      FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name
     GROUP BY q.name ORDER BY q.name`;
}

export function listFailedRows(reader: Reader, take: number) {
  return reader.$queryRaw<{ id: string; queue: string; attempts: number; at: Date; reason: string | null }[]>`
    SELECT id::text, name AS queue, retry_count + 1 AS attempts, completed_on AS at,
           coalesce(output->>'message', output->>'value') AS reason
      FROM pgboss.job WHERE state = 'failed' ORDER BY completed_on DESC LIMIT ${take}`;
}

import type { Transaction } from "../db/database.ts";
import { type JobName, type JobPayload, parsePayload } from "./jobs.ts";

/**
 * Puts a job into pg-boss's queue inside the verb's transaction, so that it runs if and only if the verb's writes commit.
 * This is the insert that `PgBoss.send` makes; `send` itself reads its catalogue with types that Prisma does not know.
 */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  const data = JSON.stringify(parsePayload(name, payload));
  const added = await tx.$executeRaw`
    INSERT INTO pgboss.job (
      name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, deletion_seconds, keep_until, heartbeat_seconds, start_after, created_on
    )
    SELECT
      q.name, ${data}::jsonb, q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
      q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1s', q.heartbeat_seconds, now(), now()
    FROM pgboss.queue q WHERE q.name = ${name}`;
  if (added !== 1) throw new Error(`The job queue ${name} is not installed; run the migrations.`);
  await tx.$executeRaw`
    SELECT pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), ${name})`;
}

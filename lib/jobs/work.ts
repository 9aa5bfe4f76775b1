import type { Job } from "pg-boss";
import { PgBoss } from "pg-boss";
import { systemContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { log } from "../log.ts";
import { JOBS_SCHEMA, type JobName, jobs, parsePayload } from "./jobs.ts";
import { handlers, type JobHandler } from "./registry.ts";

/** Descriptions are read in processes of their own; more than this at once would only take each other's memory. */
const AT_ONCE = 2;
/** NOTIFY wakes a worker for a new job; only those that already wait in line need the clock. */
const POLLING_SECONDS = 1;
const STOP_TIMEOUT_MS = 20_000;

export interface Worker {
  /** Lets running jobs end, within bounds; what is left goes to another worker. */
  stop: () => Promise<void>;
}

/** Takes jobs from the queues until it is stopped. Any number of workers may run: each job is claimed by one. */
export async function startWorker(db: Database, url: string): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    max: 4,
    // how soon jobs of a killed worker are noticed
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
  });
  boss.on("error", (error) => log.error({ err: error }, "job queue"));
  await boss.start();
  for (const name of Object.keys(jobs) as JobName[]) await serve(boss, db, name);
  return { stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }) };
}

const pace = {
  localConcurrency: AT_ONCE,
  batchSize: 1,
  pollingIntervalSeconds: POLLING_SECONDS,
  notifyPollingIntervalSeconds: POLLING_SECONDS,
};

async function serve<Name extends JobName>(boss: PgBoss, db: Database, name: Name): Promise<void> {
  const handle: JobHandler<Name> = handlers[name];
  const { retries } = jobs[name];
  await boss.work(name, pace, async ([job]: Job[]) => {
    if (!job) return;
    const attempt = job.retryCount + 1;
    const run = { attempt, isLastAttempt: attempt > retries, signal: job.signal };
    try {
      await handle(systemContext(db, "worker"), parsePayload(name, job.data), run);
    } catch (error) {
      // the runner's boundary: pg-boss keeps the error with the job and decides on another attempt
      log.error({ err: error, job: name, jobId: job.id, attempt }, "job failed");
      throw error;
    }
  });
}

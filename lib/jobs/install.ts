import { PgBoss } from "pg-boss";
import { JOBS_SCHEMA, jobs } from "./jobs.ts";

/** Heartbeats show within seconds that a worker was killed; its jobs then go to another one. */
const HEARTBEAT_SECONDS = 10;

/** Creates or migrates pg-boss's tables and the queues of `jobs`. Runs after the migrations, by as many processes as like. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: JOBS_SCHEMA, schedule: false, supervise: false, max: 2 });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const [name, job] of Object.entries(jobs)) {
      const options = {
        retryLimit: job.retries,
        retryDelay: job.retryDelaySeconds,
        expireInSeconds: job.runSecondsMax,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        notify: true,
      };
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

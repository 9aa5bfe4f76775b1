import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { countChanges } from "../publishing/queries.ts";
import { listFailedRows, listQueueRows } from "./queries.ts";
import type { JobsView } from "./view.ts";

const FAILURES_SHOWN_MAX = 20;

/** How the background work stands. */
export async function readJobs(ctx: Context): Promise<JobsView> {
  authorizeInstallation(ctx.actor, "job.read");
  const [queues, failures, partsToBuild] = await Promise.all([
    listQueueRows(ctx.db),
    listFailedRows(ctx.db, FAILURES_SHOWN_MAX),
    countChanges(ctx.db),
  ]);
  return {
    queues: queues.map(({ oldest, ...queue }) => ({ ...queue, oldestWaitingAt: oldest?.toISOString() ?? null })),
    failures: failures.map(({ at, reason, ...job }) => ({ ...job, failedAt: at.toISOString(), reason: reason ?? "" })),
    partsToBuild,
  };
}

import { z } from "zod";

/** What waits, runs and failed in the background. */
export const jobsView = z.object({
  queues: z.array(
    z.object({
      name: z.string(),
      waiting: z.int(),
      running: z.int(),
      failed: z.int(),
      done: z.int(),
      oldestWaitingAt: z.iso.datetime().nullable(),
    }),
  ),
  /** The newest ones that were given up, after every retry. */
  failures: z.array(
    z.object({
      id: z.string(),
      queue: z.string(),
      attempts: z.int(),
      failedAt: z.iso.datetime(),
      reason: z.string(),
    }),
  ),
  /** Changed parts that wait for the compiler, over all gateway groups. */
  partsToBuild: z.int(),
});

export type JobsView = z.output<typeof jobsView>;

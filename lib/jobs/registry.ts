import type { Context } from "../context.ts";
import { runImport } from "../imports/run.ts";
import { deliverMail } from "../mail/deliver.ts";
import type { JobName, JobPayload } from "./jobs.ts";

export interface JobRun {
  /** 1 at the first try. */
  attempt: number;
  isLastAttempt: boolean;
  /** Aborted when the worker stops or the job's time is over. */
  signal: AbortSignal;
}

/** Jobs are delivered at least once: a handler that finds its work done returns. A handler that throws is tried again. */
export type JobHandler<Name extends JobName> = (ctx: Context, payload: JobPayload<Name>, run: JobRun) => Promise<void>;

/** The one list of what a worker does. */
export const handlers: { [Name in JobName]: JobHandler<Name> } = {
  "import.run": runImport,
  "mail.send": deliverMail,
};

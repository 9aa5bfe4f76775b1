import { z } from "zod";

interface JobDeclaration {
  payload: z.ZodObject;
  /** How often it is tried again after it failed or its worker died; the handler is told which attempt it is. */
  retries: number;
  retryDelaySeconds: number;
  /** A job that runs longer is taken from its worker and counts as failed. */
  runSecondsMax: number;
}

/** Every kind of background work: what it is given and how it is retried. Handlers stand in `registry.ts`. */
export const jobs = {
  "import.run": {
    payload: z.strictObject({ importId: z.uuid() }),
    retries: 2,
    retryDelaySeconds: 0,
    runSecondsMax: 300,
  },
  "mail.send": {
    payload: z.strictObject({ mailId: z.uuid() }),
    retries: 8,
    retryDelaySeconds: 15,
    runSecondsMax: 60,
  },
} as const satisfies Record<string, JobDeclaration>;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]["payload"]>;

/** The payload that a job was enqueued with. The cast says what the compiler cannot follow: a name's own schema gives its own type. */
export function parsePayload<Name extends JobName>(name: Name, data: unknown): JobPayload<Name> {
  return jobs[name].payload.parse(data) as JobPayload<Name>;
}

/** The Postgres schema in which pg-boss keeps its tables. */
export const JOBS_SCHEMA = "pgboss";

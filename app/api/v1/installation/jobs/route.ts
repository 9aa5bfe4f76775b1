import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { readJobs } from "#lib/jobs/read-jobs.ts";
import { jobsView } from "#lib/jobs/view.ts";

export const GET = route({
  summary: "See how the background work stands",
  description: "What waits, runs and was given up, and how much waits for the compiler.",
  operationId: "readJobs",
  answers: jobsView,
  problems: ["not-permitted"],
  handle: (ctx) => readJobs(ctx),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { traceParams } from "#lib/traces/input.ts";
import { readTrace } from "#lib/traces/read.ts";
import { traceDetailView } from "#lib/traces/view.ts";

export const GET = route({
  summary: "Read what was recorded of a traced call",
  description: "Every step with what it read and changed, times, and each attempt at a backend. Secrets are masked.",
  operationId: "readTrace",
  params: traceParams,
  answers: traceDetailView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readTrace(ctx, params.slug, params.api, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { apiParams } from "#lib/catalog/input.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listTracesInput } from "#lib/traces/input.ts";
import { listTraces } from "#lib/traces/read.ts";
import { traceView } from "#lib/traces/view.ts";

export const GET = route({
  summary: "List traced calls of an API",
  description: "The newest first. The newest 200 are kept, for seven days.",
  operationId: "listTraces",
  params: apiParams,
  query: listTracesInput,
  answers: pageOf(traceView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listTraces(ctx, params.slug, params.api, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { changeApplication } from "#lib/applications/change.ts";
import { applicationParams, changeApplicationInput } from "#lib/applications/input.ts";
import { readApplication } from "#lib/applications/read.ts";
import { applicationView } from "#lib/applications/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get an application",
  operationId: "readApplication",
  params: applicationParams,
  answers: applicationView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readApplication(ctx, params.id),
});

export const PATCH = route({
  summary: "Change an application",
  operationId: "changeApplication",
  params: applicationParams,
  body: changeApplicationInput,
  answers: applicationView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-permitted", "not-found", "wrong-state", "precondition-failed"],
  handle: (ctx, { params, body, ifMatch }) => changeApplication(ctx, params.id, body, ifMatch),
});

export const { POST, PUT, DELETE, OPTIONS } = refuseOthers({ GET, PATCH });

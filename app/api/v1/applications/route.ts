import { createApplication } from "#lib/applications/create.ts";
import { createApplicationInput, listApplicationsInput } from "#lib/applications/input.ts";
import { listApplications } from "#lib/applications/read.ts";
import { applicationView, listedApplicationView } from "#lib/applications/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the applications of one's teams",
  operationId: "listApplications",
  query: listApplicationsInput,
  answers: pageOf(listedApplicationView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listApplications(ctx, query),
});

export const POST = route({
  summary: "Create an application",
  operationId: "createApplication",
  body: createApplicationInput,
  answers: applicationView,
  status: 201,
  etag: ({ rowVersion }) => rowVersion,
  location: ({ id }) => `/api/v1/applications/${id}`,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { body }) => createApplication(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

import { changeApi } from "#lib/catalog/change-api.ts";
import { deleteApi } from "#lib/catalog/delete-api.ts";
import { apiParams, changeApiInput, deleteApiQuery } from "#lib/catalog/input.ts";
import { readApi } from "#lib/catalog/read.ts";
import { apiView } from "#lib/catalog/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get an API with its versions",
  operationId: "readApi",
  params: apiParams,
  answers: apiView,
  etag: ({ rowVersion }) => rowVersion,
  problems: ["not-found"],
  handle: (ctx, { params }) => readApi(ctx, params.slug, params.api),
});

export const PATCH = route({
  summary: "Change an API",
  operationId: "changeApi",
  params: apiParams,
  body: changeApiInput,
  answers: apiView,
  etag: ({ rowVersion }) => rowVersion,
  problems: [
    "not-permitted",
    "not-found",
    "wrong-state",
    "base-path-taken",
    "snapshot-not-loadable",
    "precondition-failed",
    "lost-race",
  ],
  handle: (ctx, { params, body, ifMatch }) => changeApi(ctx, params.slug, params.api, body, ifMatch),
});

export const DELETE = route({
  summary: "Delete an API; one that was published is archived before, and confirmed by its slug",
  operationId: "deleteApi",
  params: apiParams,
  query: deleteApiQuery,
  problems: ["not-permitted", "not-found", "wrong-state", "still-in-use", "precondition-failed", "lost-race"],
  handle: (ctx, { params, query, ifMatch }) => deleteApi(ctx, params.slug, params.api, query.confirm, ifMatch),
});

export const { POST, PUT, OPTIONS } = refuseOthers({ GET, PATCH, DELETE });

import { listOperationsInput, revisionParams } from "#lib/catalog/input.ts";
import { toPlace } from "#lib/catalog/place.ts";
import { listOperations } from "#lib/catalog/read.ts";
import { operationView } from "#lib/catalog/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the operations of a revision",
  operationId: "listOperations",
  params: revisionParams,
  query: listOperationsInput,
  answers: pageOf(operationView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listOperations(ctx, toPlace(params), query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

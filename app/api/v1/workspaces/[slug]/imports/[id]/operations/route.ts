import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { importParams } from "#lib/imports/input.ts";
import { listImportedOperations } from "#lib/imports/read.ts";
import { operationPreview } from "#lib/imports/view.ts";

export const GET = route({
  summary: "List the operations that an import found",
  operationId: "listImportedOperations",
  params: importParams,
  query: pageInput,
  answers: pageOf(operationPreview),
  problems: ["not-found", "wrong-state"],
  handle: (ctx, { params, query }) => listImportedOperations(ctx, params.slug, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

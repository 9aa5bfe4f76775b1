import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { importParams } from "#lib/imports/input.ts";
import { readImport } from "#lib/imports/read.ts";
import { importView } from "#lib/imports/view.ts";

export const GET = route({
  summary: "Get an import: its progress, its problem or its result",
  operationId: "readImport",
  params: importParams,
  answers: importView,
  problems: ["not-found"],
  handle: (ctx, { params }) => readImport(ctx, params.slug, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { pageOf } from "#lib/contract/paging.ts";
import { parseBody, parseJson } from "#lib/http/parse-input.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { DOCUMENT_BYTES_MAX, documentMediaTypes, isImportRequest } from "#lib/imports/import.ts";
import { importRequest, listImportsInput, startImportQuery } from "#lib/imports/input.ts";
import { listImports } from "#lib/imports/read.ts";
import { startImport } from "#lib/imports/start.ts";
import { importView } from "#lib/imports/view.ts";
import { workspaceParams } from "#lib/workspaces/input.ts";

export const GET = route({
  summary: "List imports",
  operationId: "listImports",
  params: workspaceParams,
  query: listImportsInput,
  answers: pageOf(importView),
  problems: ["not-found"],
  handle: (ctx, { params, query }) => listImports(ctx, params.slug, query),
});

export const POST = route({
  summary: "Import an API description",
  description:
    'The body is the description itself, OpenAPI 3.1, 3.0 or Swagger 2.0 in JSON or YAML, or JSON of the form `{ "url": … }` or `{ "text": … }`. It is read in the background: ask for the import until its state is done or failed.',
  operationId: "startImport",
  params: workspaceParams,
  query: startImportQuery,
  upload: { mediaTypes: documentMediaTypes },
  bodyBytesMax: DOCUMENT_BYTES_MAX,
  answers: importView,
  status: 202,
  problems: ["not-permitted", "not-found", "malformed-body", "body-too-large", "unsupported-media-type"],
  handle: (ctx, { params, query, upload }) => startImport(ctx, params.slug, sourceOf(upload), query),
});

function sourceOf(upload: { content: Uint8Array; mediaType: string } | undefined) {
  if (!upload) return { content: new Uint8Array(), mediaType: "" };
  if (upload.mediaType !== "application/json" || !isImportRequest(upload.content)) return upload;
  const request = parseBody(importRequest, parseJson(upload.content));
  if ("url" in request) return request;
  return { content: new TextEncoder().encode(request.text), mediaType: "text/plain" };
}

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });

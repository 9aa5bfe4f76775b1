import { z } from "zod";
import { catalogVersionParams } from "#lib/catalog/input.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { readTryDocument } from "#lib/reference/read.ts";

export const GET = route({
  summary: "Get one operation alone as OpenAPI 3.1, for the form that tries it",
  params: catalogVersionParams,
  query: z.object({ operation: z.string().min(1).max(200) }),
  answers: z.record(z.string(), z.unknown()),
  auth: "optional",
  handle: (ctx, { params, query }) => readTryDocument(ctx, { ...params, operation: query.operation }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

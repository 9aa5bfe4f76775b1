import { z } from "zod";
import { catalogVersionParams } from "#lib/catalog/input.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { readSchema } from "#lib/reference/read.ts";
import { schemaNode } from "#lib/reference/view.ts";

export const GET = route({
  summary: "Get a schema further down in a description, as its page shows it",
  params: catalogVersionParams,
  query: z.object({ pointer: z.string().startsWith("/").max(4_000) }),
  answers: schemaNode,
  auth: "optional",
  handle: (ctx, { params, query }) => readSchema(ctx, params, query.pointer),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

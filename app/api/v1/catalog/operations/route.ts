import { z } from "zod";
import { findOperationsInput } from "#lib/catalog/input.ts";
import { findCatalogOperations } from "#lib/catalog/portal.ts";
import { catalogOperationView } from "#lib/catalog/portal-view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Find operations over all APIs of the catalogue",
  operationId: "findCatalogOperations",
  query: findOperationsInput,
  answers: z.object({ items: z.array(catalogOperationView) }),
  auth: "optional",
  handle: (ctx, { query }) => findCatalogOperations(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });

import { listCatalogOperations } from "../catalog/portal.ts";
import { findOfferedApi } from "../catalog/portal-queries.ts";
import { type CatalogApiDetailView, toCatalogApiDetailView } from "../catalog/portal-view.ts";
import type { OperationView } from "../catalog/view.ts";
import type { Context } from "../context.ts";
import { type CodeSample, codeSamples } from "../reference/code-samples.ts";
import { readOperation } from "../reference/read.ts";
import { sampleRequest } from "../reference/sample-request.ts";
import type { SubscriptionView } from "./view.ts";

/** A call to begin with, of one API that a subscription opens. */
export interface FirstCall {
  api: { slug: string; name: string };
  version: string;
  operation: { key: string; summary: string };
  /** The variable in which the samples expect the key; undefined where the API asks for none. */
  variable: string | undefined;
  samples: CodeSample[];
}

/** More APIs than these are found through the product's page. */
const APIS_MAX = 8;
const OPERATIONS_LOOKED_AT = 50;

/** One call for each API of the subscription that its reader may see: written out, so that only the key is missing. */
export async function listFirstCalls(
  ctx: Context,
  { workspace, product }: Pick<SubscriptionView, "workspace" | "product">,
): Promise<FirstCall[]> {
  const apis = product.apis.slice(0, APIS_MAX);
  const calls = await Promise.all(apis.map(({ slug }) => findFirstCall(ctx, workspace.slug, slug)));
  return calls.filter((call) => call !== undefined);
}

async function findFirstCall(ctx: Context, workspace: string, slug: string): Promise<FirstCall | undefined> {
  const row = await findOfferedApi(ctx.db, ctx.actor, workspace, slug);
  if (!row) return undefined;
  const api = toCatalogApiDetailView(row);
  const version = versionOf(api);
  const place = { workspace, api: slug, version };
  const operations = await listCatalogOperations(ctx, place, { limit: OPERATIONS_LOOKED_AT });
  const operation = easiest(operations.items);
  if (!operation || api.gatewayUrls.length === 0) return undefined;

  const { reference } = await readOperation(ctx, { ...place, operation: operation.key });
  const request = sampleRequest(api, version, operation, reference);
  return {
    api: { slug, name: api.name },
    version,
    operation: { key: operation.key, summary: operation.summary },
    variable: request.key?.variable,
    samples: codeSamples(request),
  };
}

function versionOf({ versions }: CatalogApiDetailView): string {
  return (versions.find(({ isDefault }) => isDefault) ?? versions[0])?.name ?? "";
}

/** One that reads, and asks for nothing in its path, changes nothing and needs no ids. */
function easiest(operations: OperationView[]): OperationView | undefined {
  const reading = operations.filter(({ method, deprecated }) => method === "GET" && !deprecated);
  return reading.find(({ template }) => !template.includes("{")) ?? reading[0] ?? operations[0];
}

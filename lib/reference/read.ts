import type { VersionPlace } from "../catalog/place.ts";
import { getCatalogDocumentId, readCatalogApi, readCatalogOperation } from "../catalog/portal.ts";
import type { CatalogApiDetailView } from "../catalog/portal-view.ts";
import type { OperationView } from "../catalog/view.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { valueAt } from "../imports/parse/pointer.ts";
import { callUrl } from "./call-url.ts";
import { type Description, readDescription } from "./documents.ts";
import { describeOperation } from "./operation.ts";
import { schemaTree } from "./tree.ts";
import { tryDocument } from "./try-document.ts";
import type { OperationReference, SchemaNode } from "./view.ts";
import { toYaml } from "./yaml.ts";

export interface OperationPlace extends VersionPlace {
  operation: string;
}

/** One operation as its page shows it. */
export async function readOperation(
  ctx: Context,
  place: OperationPlace,
): Promise<{ operation: OperationView; reference: OperationReference }> {
  const [operation, description] = await Promise.all([
    readCatalogOperation(ctx, place, place.operation),
    descriptionAt(ctx, place),
  ]);
  const reference = describeOperation(description, operation.template, operation.method);
  if (!reference) throw new Problem("not-found");
  return { operation, reference };
}

/** A schema further down, when somebody opens it. */
export async function readSchema(ctx: Context, place: VersionPlace, pointer: string): Promise<SchemaNode> {
  const description = await descriptionAt(ctx, place);
  if (valueAt(description, pointer) === undefined) throw new Problem("not-found");
  return schemaTree(description, pointer, { depth: 3, nodes: 60 });
}

/** The operation alone, as OpenAPI 3.1 with the gateway as its server. */
export async function readTryDocument(ctx: Context, place: OperationPlace): Promise<Description> {
  const [api, operation, description] = await Promise.all([
    readCatalogApi(ctx, place.workspace, place.api),
    readCatalogOperation(ctx, place, place.operation),
    descriptionAt(ctx, place),
  ]);
  const [gateway] = api.gatewayUrls;
  if (gateway === undefined) throw new Problem("wrong-state", "No gateway serves this API.");
  const server = callUrl(gateway, api, place.version);
  return tryDocument(description, operation.template, operation.method, server, versionParameters(api, place.version));
}

/** The whole description as YAML, to take along. */
export async function readYaml(ctx: Context, place: VersionPlace): Promise<string> {
  return toYaml(await descriptionAt(ctx, place));
}

function versionParameters({ versioning }: CatalogApiDetailView, version: string): object[] {
  if (versioning.scheme !== "header" && versioning.scheme !== "query") return [];
  const schema = { type: "string", default: version };
  return [{ name: versioning.name, in: versioning.scheme, required: true, schema }];
}

async function descriptionAt(ctx: Context, place: VersionPlace): Promise<Description> {
  return readDescription(ctx.db, await getCatalogDocumentId(ctx, place));
}

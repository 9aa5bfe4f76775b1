import { toBackendPart } from "../backends/view.ts";
import { credentials } from "../contract/credentials.ts";
import { httpsRules } from "../contract/https.ts";
import { versioning } from "../contract/snapshot.ts";
import { inlineFragments } from "../policies/fragments.ts";
import { type PolicyDocument, toPolicyDocument } from "../policies/policies.ts";
import { storedQuota, storedRateLimits } from "../products/plan.ts";
import { deprecationOf } from "./deprecation-steps.ts";
import type { ApiRows, listPlanRows } from "./source-queries.ts";
import type { ApiSource, NamedValueSource, PlanSource, VersionSource } from "./sources.ts";

type SealedRow = ApiRows["namedValues"][number];

/** Opens a secret of the database. */
export type OpenSecret = (sealed: Uint8Array) => string;

/** @throws ZodError when a column holds what this version of the code does not know. */
export function toApiSource(
  { api, policies, namedValues, fragments, backends, descriptions }: ApiRows,
  openSecret: OpenSecret,
): ApiSource {
  const inlined = (document: unknown) => inlineFragments(toPolicyDocument(document), fragments);
  const policiesOf = (workspaceId: string | null) =>
    inlined(policies.find((row) => row.workspaceId === workspaceId)?.document);
  return {
    id: api.id,
    slug: api.slug,
    name: api.name,
    workspace: api.workspace.slug,
    hosts: api.hosts,
    basePath: api.basePath,
    versioning: versioning.parse(api.versioning),
    credentials: credentials.parse(api.credentials),
    https: httpsRules.parse(api.https),
    versions: api.versions.map((version) => toVersionSource(version, inlined, descriptions)),
    installationPolicies: policiesOf(null),
    workspacePolicies: policiesOf(api.workspaceId),
    products: api.products.map(({ product: { id, slug, policy } }) => ({
      id,
      slug,
      policies: inlined(policy?.document),
    })),
    namedValues: namedValues.map((row) => toNamedValueSource(row, openSecret)),
    backends: new Map(backends.map((row) => [row.slug, toBackendPart(row)])),
  };
}

function toVersionSource(
  version: ApiRows["api"]["versions"][number],
  inlined: (document: unknown) => PolicyDocument,
  descriptions: ApiRows["descriptions"],
): VersionSource {
  const [revision] = version.revisions;
  if (!revision) throw new TypeError(`Version ${version.name} has no live revision.`);
  const operationPolicies = new Map(Object.entries(Object(revision.operationPolicies)));
  return {
    id: version.id,
    name: version.name,
    isDefault: version.isDefault,
    revision: revision.number,
    anyPath: revision.documentId === null,
    operations: revision.operations.map(({ key, method, template }) => ({
      key,
      method,
      template,
      policies: inlined(operationPolicies.get(key)),
    })),
    backend: toBackendPart(revision.backend),
    policies: inlined(revision.policies),
    deprecation: deprecationOf(version),
    description: revision.documentId === null ? undefined : descriptions.get(revision.documentId),
  };
}

function toNamedValueSource({ name, kind, value, sealed }: SealedRow, openSecret: OpenSecret): NamedValueSource {
  return { name, kind, value: kind === "secret" && sealed ? openSecret(sealed) : value };
}

export function toPlanSource(row: Awaited<ReturnType<typeof listPlanRows>>[number]): PlanSource {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    product: row.product.id,
    productSlug: row.product.slug,
    rateLimits: storedRateLimits.parse(row.rateLimits),
    quota: storedQuota.parse(row.quota),
    apis: row.product.apis.map(({ apiId }) => apiId),
  };
}

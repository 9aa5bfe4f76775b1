import { backendConfig } from "../backends/input.ts";
import { toBackendPart } from "../backends/view.ts";
import { clientHash } from "../contract/client-hash.ts";
import { escapeToken } from "../contract/faults.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { isEmptyDocument } from "../policies/policies.ts";
import { toPlanColumns } from "../products/plan.ts";
import type {
  ApiSource,
  KeySource,
  NamedValueSource,
  PlanSource,
  SubscriptionSource,
  VersionSource,
} from "../publishing/sources.ts";
import { toCredentials } from "./credentials.ts";
import type { DeclarativeFile } from "./schema.ts";
import { type DescribedFile, inlinedPoliciesAt, versionsOf } from "./versions.ts";

/** What the compiler makes parts from. Ids are the names of the file, so that counters and logs can be read. */
export interface FileSources {
  apis: ApiSource[];
  plans: PlanSource[];
  subscriptions: SubscriptionSource[];
  keys: KeySource[];
}

export function toSources(described: DescribedFile): FileSources {
  const { file } = described;
  return {
    apis: Object.keys(file.apis).map((slug) => toApiSource(described, slug)),
    plans: toPlanSources(file),
    subscriptions: file.subscriptions.map((subscription, index) => ({
      id: subscriptionId(subscription, index),
      plan: subscription.plan,
      application: subscription.application,
      state: "active",
      endsAtSeconds: null,
    })),
    keys: file.subscriptions.flatMap((subscription, index) =>
      hashesOf(subscription).map((hash) => ({
        hash,
        subscription: subscriptionId(subscription, index),
        endsAtSeconds: null,
      })),
    ),
  };
}

function toApiSource(described: DescribedFile, slug: string): ApiSource {
  const { file } = described;
  const api = file.apis[slug];
  if (!api) throw new TypeError(`There is no API ${slug}.`);
  const defaultName = api.default ?? Object.keys(api.versions)[0];
  return {
    id: slug,
    slug,
    name: api.name,
    workspace: file.workspace,
    hosts: api.hosts,
    basePath: api.basePath,
    versioning: "name" in api.versioning ? api.versioning : { scheme: api.versioning.scheme },
    credentials: toCredentials(api.credentials),
    https: api.https,
    versions: versionsOf(file)
      .filter(({ apiSlug }) => apiSlug === slug)
      .map((declared) => toVersionSource(described, declared, declared.name === defaultName)),
    installationPolicies: {},
    workspacePolicies: inlinedPoliciesAt(described, "/policies"),
    products: Object.keys(file.products)
      .filter((product) => file.products[product]?.apis.includes(slug))
      .map((product) => ({
        id: product,
        slug: product,
        policies: inlinedPoliciesAt(described, `/products/${product}/policies`),
      }))
      .filter(({ policies }) => !isEmptyDocument(policies)),
    backends: new Map(Object.keys(file.backends).map((backend) => [backend, toBackend(file, backend)])),
    namedValues: Object.entries(file.namedValues).map(([name, value]) => toNamedValueSource(name, value)),
  };
}

function toVersionSource(
  described: DescribedFile,
  { apiSlug, name, version, pointer }: ReturnType<typeof versionsOf>[number],
  isDefault: boolean,
): VersionSource {
  const operations = described.operations.get(pointer) ?? [];
  return {
    id: `${apiSlug}/${name}`,
    name,
    isDefault,
    revision: 1,
    anyPath: version.anyPath ?? false,
    deprecation: version.deprecation && {
      ...version.deprecation,
      sunsetAt: version.deprecation.sunsetAt ?? null,
      successor: version.deprecation.successor ?? null,
    },
    operations: operations.map(({ key, method, template }) => ({
      key,
      method,
      template,
      policies: inlinedPoliciesAt(described, `${pointer}/operations/${escapeToken(key)}/policies`),
    })),
    backend: toBackend(described.file, version.backend),
    policies: inlinedPoliciesAt(described, `${pointer}/policies`),
    description: described.descriptions.get(pointer),
  };
}

function toBackend(file: DeclarativeFile, slug: string) {
  const declared = file.backends[slug];
  if (!declared) throw new TypeError(`There is no backend ${slug}.`);
  const { timeouts: written = {}, ...settings } = declared;
  const { "first-byte": firstByte, ...rest } = written;
  const timeouts = { ...rest, ...(firstByte === undefined ? {} : { firstByte }) };
  const config = backendConfig.parse({ ...settings, timeouts });
  return toBackendPart({ id: slug, name: slug, config });
}

function toNamedValueSource(name: string, value: DeclarativeFile["namedValues"][string]): NamedValueSource {
  if (typeof value === "string") return { name, kind: "plain", value };
  return "env" in value ? { name, kind: "env", value: value.env } : { name, kind: "file", value: value.file };
}

function toPlanSources(file: DeclarativeFile): PlanSource[] {
  return Object.entries(file.products).flatMap(([product, { apis, plans }]) =>
    Object.entries(plans).map(([slug, { name, rateLimit, quota }]) => {
      const columns = toPlanColumns({ rateLimit, quota });
      return {
        id: `${product}/${slug}`,
        product,
        productSlug: product,
        slug,
        name: name ?? slug,
        rateLimits: columns.rateLimits ?? [],
        quota: columns.quota ?? null,
        apis,
      };
    }),
  );
}

/** What a caller is found by: keys, clients of issuers, certificates. */
function hashesOf({ plan, keys, clients, certificates }: DeclarativeFile["subscriptions"][number]): string[] {
  const [product = ""] = plan.split("/");
  return [
    ...keys.map(sha256Hex),
    ...clients.map(({ issuer, id }) => clientHash({ product, issuer, client: id })),
    ...certificates.map((certificate) => clientHash({ product, certificate })),
  ];
}

function subscriptionId({ application, plan }: { application: string; plan: string }, index: number): string {
  return `${application}@${plan}#${index + 1}`;
}

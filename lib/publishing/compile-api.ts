import { isAnyScheme } from "../contract/https.ts";
import { Problem } from "../contract/problem.ts";
import type {
  ApiPart,
  BackendPart,
  EffectiveDocument,
  OperationPart,
  PolicyChoice,
  SealedValue,
  VersionPart,
} from "../contract/snapshot.ts";
import { sealForSnapshot } from "../crypto/seal.ts";
import { findBackendUses } from "../policies/backend-uses.ts";
import { effectiveDocument, type ScopedDocument } from "../policies/effective.ts";
import { findNamedValueUses, putNamedValues } from "../policies/named-values.ts";
import { isEmptyDocument, type PolicyDocument } from "../policies/policies.ts";
import { withDeprecation } from "./deprecation-steps.ts";
import { describeVersion } from "./describe-version.ts";
import { type DescriptionUses, descriptionUses } from "./description-uses.ts";
import { documentTable } from "./document-table.ts";
import { gatewayParameters } from "./gateway-parameters.ts";
import type { ApiSource, NamedValueSource, OperationSource, VersionSource } from "./sources.ts";

/**
 * The part of one API: a pure function of its rows. `groupKey` seals its secrets for the gateways of one group.
 *
 * @throws Problem `snapshot-not-loadable` when a policy names a value that does not exist.
 */
export function compileApi(source: ApiSource, groupKey: Uint8Array): ApiPart {
  const plain = new Map(source.namedValues.filter((value) => value.kind === "plain").map((v) => [v.name, v.value]));
  const versions = source.versions.map((version) => compileVersion(source, version, plain));
  const backends = namedBackends(versions, source.backends, plain);
  return {
    id: source.id,
    slug: source.slug,
    name: source.name,
    workspace: source.workspace,
    hosts: source.hosts,
    basePath: source.basePath,
    versioning: source.versioning,
    credentials: source.credentials,
    ...(isAnyScheme(source.https) ? {} : { https: source.https }),
    versions,
    ...(Object.keys(backends).length > 0 && { backends }),
    values: usedValues(
      [versions.map(({ documents, backend }) => [documents, backend.tls]), backends],
      source.namedValues,
      groupKey,
    ),
  };
}

function compileVersion(api: ApiSource, version: VersionSource, plain: ReadonlyMap<string, string>): VersionPart {
  const documents = documentTable();
  const index = (scopes: ScopedDocument[]) =>
    documents.indexOf(withDeprecation(effectiveDocument(scopes), api, version));
  const choose = (operation?: OperationSource): PolicyChoice => ({
    default: index(scopesOf(api, version, operation)),
    products: Object.fromEntries(
      api.products.map((product) => [product.id, index(scopesOf(api, version, operation, product))]),
    ),
  });
  const policies = choose();
  const compileOperation = (operation: OperationSource): OperationPart => ({
    id: operation.key,
    method: operation.method,
    template: operation.template,
    ...(isEmptyDocument(operation.policies) ? {} : { policies: choose(operation) }),
  });
  const operations = version.operations.map(compileOperation);
  const all = putNamedValues(documents.all, plain);
  const description = describedFor(api, version, operations, all, policies);
  return {
    id: version.id,
    name: version.name,
    isDefault: version.isDefault,
    revision: version.revision,
    anyPath: version.anyPath,
    operations,
    backend: withPlainValues(version.backend, plain),
    documents: all,
    policies,
    ...(description ? { description } : {}),
  };
}

/** What the policies of each operation need of the description, for whichever product it is called through. */
function describedFor(
  api: ApiSource,
  version: VersionSource,
  operations: readonly OperationPart[],
  documents: readonly EffectiveDocument[],
  common: PolicyChoice,
) {
  if (!version.description) return undefined;
  const known = new Map<PolicyChoice, DescriptionUses>();
  const usesOf = (choice: PolicyChoice) => {
    const found = known.get(choice);
    if (found) return found;
    const chosen = [choice.default, ...Object.values(choice.products)].flatMap((index) => documents[index] ?? []);
    const uses = descriptionUses(chosen);
    known.set(choice, uses);
    return uses;
  };
  return describeVersion(
    version.description,
    version.operations.map((operation, index) => ({ operation, uses: usesOf(operations[index]?.policies ?? common) })),
    gatewayParameters(api),
  );
}

function scopesOf(
  api: ApiSource,
  version: VersionSource,
  operation?: OperationSource,
  product?: { slug: string; policies: PolicyDocument },
): ScopedDocument[] {
  const path = `${api.workspace}/${api.slug}/${version.name}`;
  return [
    { scope: "installation", path: "installation", document: api.installationPolicies },
    { scope: "workspace", path: api.workspace, document: api.workspacePolicies },
    ...(product
      ? [
          {
            scope: `product:${product.slug}`,
            path: `${api.workspace}/product:${product.slug}`,
            document: product.policies,
          },
        ]
      : []),
    { scope: "api", path, document: version.policies },
    ...(operation ? [{ scope: "operation", path: `${path}/${operation.key}`, document: operation.policies }] : []),
  ];
}

/** The backends that the policies name, in the order of their slugs. */
function namedBackends(versions: VersionPart[], known: ApiSource["backends"], plain: ReadonlyMap<string, string>) {
  const uses = findBackendUses(versions.map(({ documents }) => documents));
  const named: Record<string, BackendPart> = {};
  for (const { backend: slug, pointer } of uses.toSorted((a, b) => (a.backend < b.backend ? -1 : 1))) {
    const backend = known.get(slug);
    if (!backend) {
      throw new Problem("snapshot-not-loadable", `A policy calls the backend ${slug}, but there is no such backend.`, {
        errors: [{ pointer, detail: `names the backend ${slug}, which does not exist` }],
      });
    }
    named[slug] = withPlainValues(backend, plain);
  }
  return named;
}

function withPlainValues(backend: BackendPart, plain: ReadonlyMap<string, string>): BackendPart {
  return backend.tls === undefined ? backend : { ...backend, tls: putNamedValues(backend.tls, plain) };
}

/** The secrets and references that the policies name, by name; what they do not name stays out of the part. */
function usedValues(written: unknown, values: NamedValueSource[], groupKey: Uint8Array) {
  const known = new Map(values.map((value) => [value.name, value]));
  const used: Record<string, SealedValue> = {};
  for (const { name, pointer } of findNamedValueUses(written)) {
    const value = known.get(name);
    if (!value) {
      throw new Problem("snapshot-not-loadable", `A policy uses {{${name}}}, but there is no such named value.`, {
        errors: [{ pointer, detail: `names the value ${name}, which does not exist` }],
      });
    }
    used[name] ??= toSealedValue(value, groupKey);
  }
  return used;
}

function toSealedValue({ name, kind, value }: NamedValueSource, groupKey: Uint8Array): SealedValue {
  if (kind === "env") return { env: value };
  if (kind === "file") return { file: value };
  return { sealed: Buffer.from(sealForSnapshot(value, groupKey, name)).toString("base64") };
}

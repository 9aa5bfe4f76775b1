import { escapeToken, type Fault } from "../contract/faults.ts";
import { findBackendUses } from "../policies/backend-uses.ts";
import { fragmentFaults, policyFaults } from "../policies/document.ts";
import type { Fragments } from "../policies/fragments.ts";
import { findNamedValueUses, putNamedValues } from "../policies/named-values.ts";
import { type DescribedFile, fragmentsOf, policiesAt, versionsOf } from "./versions.ts";

/** What is wrong in a file beyond its schema: names that lead nowhere, places taken twice, policies that do not compile. */
export function checkFile(described: DescribedFile): Fault[] {
  return [
    ...referenceFaults(described),
    ...placeFaults(described),
    ...subscriptionFaults(described),
    ...Object.entries(described.file.backends).flatMap(([slug, { tls }]) =>
      unknownValues(described, tls, `/backends/${slug}/tls`),
    ),
    ...policyPointers(described).flatMap((pointer) => documentFaults(described, pointer)),
    ...[...fragmentsOf(described).keys()].flatMap((name) => ownFragmentFaults(described, name)),
  ];
}

function referenceFaults({ file, operations }: DescribedFile): Fault[] {
  const versions = versionsOf(file).flatMap(({ pointer, version }): Fault[] => {
    const known = operations.get(pointer)?.map((operation) => operation.key) ?? [];
    return [
      ...missing(version.backend, file.backends, `${pointer}/backend`, "backend"),
      ...Object.keys(version.operations)
        .filter((key) => !known.includes(key))
        .map((key) => ({
          pointer: `${pointer}/operations/${escapeToken(key)}`,
          detail: "is no operation of the description",
        })),
    ];
  });
  const apis = Object.entries(file.apis).flatMap(([slug, api]): Fault[] => [
    ...(Object.keys(api.versions).length === 0
      ? [{ pointer: `/apis/${slug}/versions`, detail: "holds no version" }]
      : []),
    ...(api.default === undefined ? [] : missing(api.default, api.versions, `/apis/${slug}/default`, "version")),
  ]);
  const products = Object.entries(file.products).flatMap(([slug, product]) =>
    product.apis.flatMap((api, index) => missing(api, file.apis, `/products/${slug}/apis/${index}`, "API")),
  );
  return [...versions, ...apis, ...products];
}

function missing(name: string, among: object, pointer: string, what: string): Fault[] {
  return Object.hasOwn(among, name) ? [] : [{ pointer, detail: `there is no ${what} ${name} in this file` }];
}

function placeFaults({ file }: DescribedFile): Fault[] {
  const taken = new Map<string, string>();
  return Object.entries(file.apis).flatMap(([slug, { hosts, basePath }]) =>
    (hosts.length === 0 ? ["*"] : hosts).flatMap((host) => {
      const place = `${host} ${basePath}`;
      const other = taken.get(place);
      taken.set(place, slug);
      return other
        ? [{ pointer: `/apis/${slug}/basePath`, detail: `the API ${other} answers at ${basePath} already` }]
        : [];
    }),
  );
}

function subscriptionFaults({ file }: DescribedFile): Fault[] {
  const keys = new Set<string>();
  return file.subscriptions.flatMap((subscription, index): Fault[] => {
    const [product = "", plan = ""] = subscription.plan.split("/");
    const isKnown = Object.hasOwn(file.products[product]?.plans ?? {}, plan);
    const at = `/subscriptions/${index}`;
    const repeated = subscription.keys.flatMap((key, k) => {
      const isRepeated = keys.has(key);
      keys.add(key);
      return isRepeated ? [{ pointer: `${at}/keys/${k}`, detail: "is the key of another subscription" }] : [];
    });
    return [
      ...(isKnown ? [] : [{ pointer: `${at}/plan`, detail: `there is no plan ${subscription.plan} in this file` }]),
      ...repeated,
    ];
  });
}

/** Where policies may stand. */
function policyPointers({ file }: DescribedFile): string[] {
  return [
    "/policies",
    ...Object.keys(file.products).map((slug) => `/products/${slug}/policies`),
    ...versionsOf(file).flatMap(({ pointer, version }) => [
      `${pointer}/policies`,
      ...Object.keys(version.operations).map((key) => `${pointer}/operations/${escapeToken(key)}/policies`),
    ]),
  ];
}

function documentFaults(described: DescribedFile, pointer: string): Fault[] {
  const plain = plainValues(described);
  const document = policiesAt(described, pointer);
  const backends = unknownBackends(described, document, pointer);
  const faults = policyFaults(putNamedValues(document, plain), pointer, plainFragments(described));
  return [...unknownValues(described, document, pointer), ...backends, ...faults];
}

function ownFragmentFaults(described: DescribedFile, name: string): Fault[] {
  const pointer = `/fragments/${name}`;
  const fragments = plainFragments(described);
  const steps = fragmentsOf(described).get(name);
  const unknown = [...unknownValues(described, steps, pointer), ...unknownBackends(described, steps, pointer)];
  return [...unknown, ...fragmentFaults(name, fragments.get(name), pointer, fragments)];
}

function unknownValues({ file }: DescribedFile, written: unknown, pointer: string): Fault[] {
  return findNamedValueUses(written, pointer)
    .filter(({ name }) => !Object.hasOwn(file.namedValues, name))
    .map((use) => ({ pointer: use.pointer, detail: `names the value ${use.name}, which does not exist` }));
}

function unknownBackends({ file }: DescribedFile, written: unknown, pointer: string): Fault[] {
  return findBackendUses(written, pointer).flatMap((use) =>
    missing(use.backend, file.backends, use.pointer, "backend"),
  );
}

function plainFragments(described: DescribedFile): Fragments {
  const plain = plainValues(described);
  return new Map([...fragmentsOf(described)].map(([name, steps]) => [name, putNamedValues(steps, plain)]));
}

function plainValues({ file }: DescribedFile): Map<string, string> {
  return new Map(
    Object.entries(file.namedValues).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

import { afterSunset, brownouts } from "../catalog/deprecation.ts";
import type { EffectiveDocument, PolicyStep } from "../contract/snapshot.ts";
import type { ApiSource, DeprecationSource, VersionSource } from "./sources.ts";

/** A document with what the version's own state asks for, before everything that people wrote. */
export function withDeprecation(
  document: EffectiveDocument,
  api: Pick<ApiSource, "basePath" | "versioning">,
  version: Pick<VersionSource, "id" | "deprecation">,
): EffectiveDocument {
  if (version.deprecation === undefined) return document;
  const config = configOf(api, version.deprecation);
  const step = (section: string): PolicyStep => ({
    policy: "deprecation",
    config,
    id: `${version.id}/${section}/deprecation`,
    scope: "version",
  });
  return {
    ...document,
    inbound: [step("inbound"), ...document.inbound],
    outbound: [step("outbound"), ...document.outbound],
    onError: [step("on-error"), ...document.onError],
  };
}

interface DeprecatedRow {
  state: string;
  deprecatedAt: Date | null;
  sunsetAt: Date | null;
  successor: { name: string } | null;
  afterSunset: string;
  brownouts: unknown;
}

/** What a version's row says of its end; undefined for one that stays. */
export function deprecationOf(row: DeprecatedRow): DeprecationSource | undefined {
  if (row.state !== "deprecated" || row.deprecatedAt === null) return undefined;
  return {
    deprecatedAt: row.deprecatedAt.toISOString(),
    sunsetAt: row.sunsetAt?.toISOString() ?? null,
    successor: row.successor?.name ?? null,
    afterSunset: afterSunset.parse(row.afterSunset),
    brownouts: brownouts.parse(row.brownouts),
  };
}

function configOf(api: Pick<ApiSource, "basePath" | "versioning">, deprecation: DeprecationSource) {
  const { deprecatedAt, sunsetAt, successor, afterSunset, brownouts } = deprecation;
  const address = successor === null ? undefined : addressOf(api, successor);
  return {
    "deprecated-at": deprecatedAt,
    ...(sunsetAt === null ? {} : { "sunset-at": sunsetAt }),
    ...(address === undefined ? {} : { successor: address }),
    "after-sunset": afterSunset,
    brownouts,
  };
}

/** Where the successor answers; undefined where no address tells versions apart. */
function addressOf(
  { basePath, versioning }: Pick<ApiSource, "basePath" | "versioning">,
  version: string,
): string | undefined {
  const base = basePath === "/" ? "" : basePath;
  if (versioning.scheme === "path") return `${base}/${version}`;
  if (versioning.scheme === "query") return `${base || "/"}?${encodeURIComponent(versioning.name)}=${version}`;
  return undefined;
}

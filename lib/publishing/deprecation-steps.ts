import type { EffectiveDocument, PolicyStep } from "../contract/snapshot.ts";
import type { ApiSource, VersionSource } from "./sources.ts";

/** A document with what the version's own state asks for, before everything that people wrote. */
export function withDeprecation(
  document: EffectiveDocument,
  api: ApiSource,
  version: VersionSource,
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

function configOf(api: ApiSource, deprecation: NonNullable<VersionSource["deprecation"]>) {
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
function addressOf({ basePath, versioning }: ApiSource, version: string): string | undefined {
  const base = basePath === "/" ? "" : basePath;
  if (versioning.scheme === "path") return `${base}/${version}`;
  if (versioning.scheme === "query") return `${base || "/"}?${encodeURIComponent(versioning.name)}=${version}`;
  return undefined;
}

import type { ApiView } from "#lib/catalog/view.ts";

/** Where callers reach the version that is shown first, on each gateway address. */
export function callAddresses(api: ApiView): string[] {
  const served = api.versions.find(({ isDefault }) => isDefault) ?? api.versions.at(-1);
  const path = api.basePath === "/" ? "" : api.basePath;
  const below = api.versioning.scheme === "path" && served ? `/${served.name}` : "";
  return api.gatewayUrls.map((url) => `${url}${path}${below}`);
}

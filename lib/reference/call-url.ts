interface Called {
  basePath: string;
  versioning: { scheme: "none" | "path" } | { scheme: "header" | "query"; name: string };
}

/** Where a version is called: the gateway's address, the base path and, where the path says it, the version. */
export function callUrl(gateway: string, { basePath, versioning }: Called, version: string): string {
  const base = basePath === "/" ? "" : basePath;
  return `${gateway.replace(/\/$/, "")}${base}${versioning.scheme === "path" ? `/${version}` : ""}`;
}

import type { z } from "zod";
import type { versioning } from "../contract/snapshot.ts";

/** What an API answers at, claimed in the database: an empty host is any host. */
export interface ClaimedRoute {
  host: string;
  prefix: string;
}

interface Addressed {
  hosts: readonly string[];
  basePath: string;
  versioning: z.infer<typeof versioning>;
  /** Names of its versions. */
  versions: readonly string[];
}

/**
 * The base path on each host, and what lies below it for each version where versions stand in the path: with `/shop` and
 * `v1`, another API cannot have the base path `/shop/v1`. A longer base path below is no collision, the longest one wins; nor
 * is the same one on a named host beside any host.
 */
export function claimedRoutes({ hosts, basePath, versioning, versions }: Addressed): ClaimedRoute[] {
  const below =
    versioning.scheme === "path" ? versions.map((name) => `${basePath === "/" ? "" : basePath}/${name}`) : [];
  return (hosts.length === 0 ? [""] : hosts).flatMap((host) =>
    [...new Set([basePath, ...below])].map((prefix) => ({ host, prefix })),
  );
}

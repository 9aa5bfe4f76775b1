import { loadSnapshot } from "../../gateway-client/src/snapshot/load.ts";
import { canonicalJson } from "../contract/canonical.ts";
import { type ManifestBody, SNAPSHOT_FORMAT } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { compileApi } from "../publishing/compile-api.ts";
import {
  compileKeys,
  compilePlans,
  compileSettings,
  compileSubscriptions,
  requirementsOf,
} from "../publishing/compile-parts.ts";
import { assertSchemasCompile } from "../publishing/loads.ts";
import { DeclarativeError } from "./error.ts";
import { toSources } from "./to-sources.ts";
import type { DescribedFile } from "./versions.ts";

export interface BuiltFile {
  /** SHA-256 → canonical JSON. */
  contents: ReadonlyMap<string, string>;
  parts: ManifestBody["parts"];
  requires: string[];
}

/** A file has no secrets of its own: nothing is sealed under it. */
const NO_KEY = new Uint8Array(32);

/**
 * Compiles a file with the compiler of the control plane, and loads the result as a gateway does.
 *
 * @throws DeclarativeError when a gateway would refuse it.
 */
export function buildFile(described: DescribedFile): BuiltFile {
  const parts = compiledAndLoaded(described);
  const contents = new Map<string, string>();
  const references: ManifestBody["parts"] = {};
  for (const [name, part] of parts) {
    const text = canonicalJson(part);
    const sha256 = sha256Hex(text);
    contents.set(sha256, text);
    references[name] = { sha256, bytes: Buffer.byteLength(text) };
  }
  const apis = [...parts].flatMap(([name, part]) =>
    name.startsWith("api/") ? [part as ReturnType<typeof compileApi>] : [],
  );
  return { contents, parts: references, requires: [...new Set(apis.flatMap(requirementsOf))].sort() };
}

function compiledAndLoaded(described: DescribedFile): Map<string, unknown> {
  try {
    const parts = compileFile(described);
    for (const { api } of loadSnapshot(parts).apis.values()) assertSchemasCompile(api);
    return parts;
  } catch (error) {
    // pure code: what it finds is in the file
    throw new DeclarativeError([error instanceof Error ? error.message : String(error)]);
  }
}

/** The manifest of a build, without its signature. */
export function manifestOf(built: BuiltFile, workspace: string, generation: number, builtAt: Date): ManifestBody {
  const { parts, requires } = built;
  return { format: SNAPSHOT_FORMAT, group: workspace, generation, builtAt: builtAt.toISOString(), requires, parts };
}

/** The parts of a file's snapshot, by name, as JSON values. */
export function compileFile(described: DescribedFile): Map<string, unknown> {
  const { apis, plans, subscriptions, keys } = toSources(described);
  const parts = new Map<string, unknown>([
    ["settings", compileSettings([])],
    ["plans", compilePlans(plans)],
  ]);
  for (const api of apis) parts.set(`api/${api.id}`, compileApi(api, NO_KEY));
  if (subscriptions.length > 0) parts.set("subscriptions/00", compileSubscriptions(subscriptions));
  for (const [digits, own] of Map.groupBy(keys, ({ hash }) => hash.slice(0, 2)))
    parts.set(`keys/${digits}`, compileKeys(own));
  return parts;
}

import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { listLatestPurges } from "../caches/queries.ts";
import { canonicalJson } from "../contract/canonical.ts";
import { Problem } from "../contract/problem.ts";
import { apiPart } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import type { Reader } from "../db/database.ts";
import { compileApi } from "./compile-api.ts";
import {
  compileKeys,
  compilePlans,
  compileSettings,
  compileSubscriptions,
  requirementsOf,
  routesOf,
} from "./compile-parts.ts";
import { assertPartLoads } from "./loads.ts";
import { findApiRows, isDeployed, listKeysOfPart, listPlanRows, listSubscriptionsOfPart } from "./source-queries.ts";
import { type OpenSecret, toApiSource, toPlanSource } from "./to-sources.ts";

/** The group that a part is built for. */
export interface PartGroup {
  id: string;
  publicUrls: string[];
  key: Uint8Array;
}

export interface BuiltPart {
  sha256: string;
  bytes: number;
  gzip: Uint8Array<ArrayBuffer>;
  requires: string[];
  /** Where an API answers: `<host or *> <base path>`. */
  routes: string[];
}

/** `absent`: by its rows, there is no such part. */
export type PartOutcome = { kind: "absent" } | { kind: "fault"; reason: string } | ({ kind: "built" } & BuiltPart);

/**
 * One part from its rows, proven to load in a gateway. Only the database can make it throw: whatever is wrong with the rows is
 * a fault, so that one broken API never holds up another's change.
 */
export async function buildPart(
  reader: Reader,
  group: PartGroup,
  name: string,
  openSecret: OpenSecret,
): Promise<PartOutcome> {
  const compile = await readPart(reader, group, name, openSecret);
  if (!compile) return { kind: "absent" };
  const proven = prove(name, compile);
  if ("reason" in proven) return { kind: "fault", reason: proven.reason };

  return { kind: "built", ...(await packPart(name, proven.content)) };
}

/** A part's content as it is stored and referred to. */
export async function packPart(name: string, content: unknown): Promise<BuiltPart> {
  const bytes = Buffer.from(canonicalJson(content), "utf8");
  const api = name.startsWith("api/") ? apiPart.parse(content) : undefined;
  return {
    sha256: sha256Hex(bytes),
    bytes: bytes.length,
    gzip: Uint8Array.from(await promisify(gzip)(bytes, { level: GZIP_LEVEL })),
    requires: api ? requirementsOf(api) : [],
    routes: api ? routesOf(api) : [],
  };
}

/** Hashes hardly shrink; a higher level costs a build more than it saves a gateway. */
const GZIP_LEVEL = 4;

/** Reads the rows of a part; what comes back is pure. Undefined when there are none. */
async function readPart(
  reader: Reader,
  group: PartGroup,
  name: string,
  openSecret: OpenSecret,
): Promise<(() => unknown) | undefined> {
  const [family, rest = ""] = name.split("/", 2);
  if (name === "settings") {
    const purges = await listLatestPurges(reader);
    return () => compileSettings(group.publicUrls, purges);
  }
  if (name === "plans") {
    const rows = await listPlanRows(reader);
    return () => compilePlans(rows.map(toPlanSource));
  }
  if (family === "subscriptions" && SHARD.test(rest)) {
    const rows = await listSubscriptionsOfPart(reader, rest);
    return rows.length === 0 ? undefined : () => compileSubscriptions(rows);
  }
  if (family === "keys" && SHARD.test(rest)) {
    const rows = await listKeysOfPart(reader, Number.parseInt(rest, 16));
    return rows.length === 0 ? undefined : () => compileKeys(rows);
  }
  if (family !== "api" || !(await isDeployed(reader, rest, group.id))) return undefined;
  const rows = await findApiRows(reader, rest);
  return rows && (() => compileApi(toApiSource(rows, openSecret), group.key));
}

const SHARD = /^[0-9a-f]{2}$/;

/** The content when it compiles and loads, else why not. */
function prove(name: string, compile: () => unknown): { content: unknown } | { reason: string } {
  try {
    const content = compile();
    assertPartLoads(name, content);
    return { content };
  } catch (error) {
    // pure code: what it throws is about these rows, and is told to who publishes them
    return { reason: error instanceof Problem ? (error.detail ?? error.message) : String(error) };
  }
}

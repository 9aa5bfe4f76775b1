import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "@gatehouse/contract/canonical.ts";
import type { ApiPart, EffectiveDocument, ManifestBody, OperationPart } from "@gatehouse/contract/snapshot.ts";

export interface BenchSnapshot {
  backendUrl: string;
  /** Opens the API, with a plan of a high limit. */
  key: string;
  credentials?: ApiPart["credentials"];
  document?: Partial<EffectiveDocument>;
  /** Operations of further APIs, 500 in each, at the paths that `routePath` gives. */
  routes?: number;
  /** Further keys, for their weight in memory. */
  keys?: number;
  generation?: number;
}

/** One for the whole run, so that a later snapshot is taken for the earlier one's successor. */
const signingPair = generateKeyPairSync("ed25519");

/** A signed snapshot in a folder, as `gatehouse build` writes it. */
export async function writeSnapshotFolder(folder: string, input: BenchSnapshot): Promise<void> {
  await mkdir(join(folder, "parts"), { recursive: true });
  const parts: ManifestBody["parts"] = {};
  for (const [name, content] of Object.entries(contents(input))) {
    const bytes = Buffer.from(canonicalJson(content));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await writeFile(join(folder, "parts", sha256), bytes);
    parts[name] = { sha256, bytes: bytes.length };
  }
  const { publicKey, privateKey } = signingPair;
  const builtAt = new Date().toISOString();
  const body: ManifestBody = {
    format: 1,
    group: "default",
    generation: input.generation ?? 1,
    builtAt,
    requires: [],
    parts,
  };
  const value = sign(null, Buffer.from(canonicalJson(body)), privateKey).toString("base64");
  const spki = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  await writeFile(join(folder, "key.pub"), `bench=${spki}\n`);
  const manifest = { ...body, signature: { keyId: "bench", alg: "Ed25519", value } };
  await writeFile(join(folder, "manifest.json.new"), JSON.stringify(manifest));
  await rename(join(folder, "manifest.json.new"), join(folder, "manifest.json"));
}

const SUBSCRIPTION = "0190a000-0000-7000-8000-0000000000aa";

function contents({ key, keys = 0, ...input }: BenchSnapshot): Record<string, unknown> {
  const plan = { product: "p", productSlug: "p", slug: "p", name: "P", quota: null, apis: ["orders"] };
  const rateLimits = [{ calls: 1_000_000_000, periodMs: 60_000 }];
  const subscription = { plan: "plan", application: "app", state: "active", endsAt: null };
  const owned: Record<string, { keys: Record<string, unknown> }> = {};
  for (const text of [key, ...Array.from({ length: keys }, (_, index) => `gh_bench_${index}`)]) {
    const hash = createHash("sha256").update(text).digest("hex");
    const part = `keys/${hash.slice(0, 2)}`;
    owned[part] ??= { keys: {} };
    owned[part].keys[hash] = [SUBSCRIPTION, 0];
  }
  return {
    settings: { publicUrls: [] },
    "api/orders": api("orders", input, [
      { id: "getOrder", method: "GET", template: "/{id}" },
      { id: "changeOrder", method: "POST", template: "/{id}" },
    ]),
    ...routeApis(input),
    plans: { plans: { plan: { ...plan, rateLimits } } },
    "subscriptions/00": { subscriptions: { [SUBSCRIPTION]: subscription } },
    ...owned,
  };
}

const ROUTES_PER_API = 500;

/** The path that reaches the further operation of this number. */
export function routePath(index: number): string {
  return `/api-${Math.floor(index / ROUTES_PER_API)}/groups/${index % 20}/resources-${index}/item-${index * 7}`;
}

function routeApis({ routes = 0, ...input }: ApiInput): Record<string, ApiPart> {
  const parts: Record<string, ApiPart> = {};
  for (let from = 0; from < routes; from += ROUTES_PER_API) {
    const slug = `api-${from / ROUTES_PER_API}`;
    const operations = Array.from({ length: Math.min(ROUTES_PER_API, routes - from) }, (_, offset) => {
      const index = from + offset;
      return { id: `operation-${index}`, method: "GET", template: `/groups/${index % 20}/resources-${index}/{id}` };
    });
    parts[`api/${slug}`] = api(slug, input, operations);
  }
  return parts;
}

type ApiInput = Omit<BenchSnapshot, "key" | "keys">;

function api(slug: string, input: ApiInput, operations: OperationPart[]): ApiPart {
  const { backendUrl, credentials = { none: true }, document } = input;
  const timeouts = { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 };
  const targets = [{ url: backendUrl, weight: 1 }];
  return {
    id: slug,
    slug,
    name: slug,
    workspace: "bench",
    hosts: [],
    basePath: `/${slug}`,
    versioning: { scheme: "none" },
    credentials,
    values: {},
    versions: [
      {
        id: `${slug}-v1`,
        name: "v1",
        isDefault: true,
        revision: 1,
        operations,
        anyPath: false,
        backend: { id: "b", name: "b", targets, loadBalancing: "round-robin", timeouts },
        documents: [{ inbound: [], backend: [], outbound: [], onError: [], ...document }],
        policies: { default: 0, products: {} },
      },
    ],
  };
}

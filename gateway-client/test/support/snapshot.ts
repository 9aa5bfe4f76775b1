import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { canonicalJson } from "@gatehouse/contract/canonical.ts";
import type { SettingsPart } from "@gatehouse/contract/settings.ts";
import type { ApiPart, BackendPart, EffectiveDocument, ManifestBody, PlansPart } from "@gatehouse/contract/snapshot.ts";

/** A snapshot as the compiler would send it, and the key that signed it. */
export interface BuiltSnapshot {
  manifest: Buffer;
  etag: string;
  generation: number;
  parts: Map<string, Buffer>;
}

const pair = generateKeyPairSync("ed25519");

export const SIGNING_KEY_ID = "test";
/** What a gateway under test is configured with. */
export const signingPublicKeys = `${SIGNING_KEY_ID}=${pair.publicKey.export({ format: "der", type: "spki" }).toString("base64")}`;

export const PLAN = "plan-1";
export const SUBSCRIPTION = "0190a000-0000-7000-8000-0000000000aa";

export interface SnapshotInput {
  generation: number;
  backendUrl: string;
  /** Keys that open the API, as callers send them. */
  keys?: string[];
  rateLimits?: PlansPart["plans"][string]["rateLimits"];
  quota?: PlansPart["plans"][string]["quota"];
  /** Set as answer header `x-release` by a policy, to tell generations apart. */
  release?: string;
  /** Policies of `inbound`. */
  steps?: { policy: string; config: unknown }[];
  /** Whether answers are looked up and stored, by their own word. */
  isCached?: boolean;
  settings?: Partial<SettingsPart>;
  requires?: string[];
  /** How the backend is looked after. */
  care?: Partial<BackendPart>;
  api?: Partial<ApiPart>;
}

/** One API at `/echo`, open to any path with a key of one subscription. */
export function buildSnapshot(input: SnapshotInput): BuiltSnapshot {
  const contents: Record<string, unknown> = {
    settings: { publicUrls: [], ...input.settings },
    "api/echo": { ...echoApi(input), ...input.api },
    plans: {
      plans: {
        [PLAN]: {
          product: "product-1",
          productSlug: "starter",
          slug: "free",
          name: "Free",
          rateLimits: input.rateLimits ?? [],
          quota: input.quota ?? null,
          apis: ["echo"],
        },
      },
    },
    "subscriptions/aa": {
      subscriptions: { [SUBSCRIPTION]: { plan: PLAN, application: "app-1", state: "active", endsAt: null } },
    },
  };
  for (const key of input.keys ?? ["a-key"]) {
    const hash = createHash("sha256").update(key).digest("hex");
    const name = `keys/${hash.slice(0, 2)}`;
    const part = (contents[name] ?? { keys: {} }) as { keys: Record<string, unknown> };
    part.keys[hash] = [SUBSCRIPTION, 0];
    contents[name] = part;
  }
  return signSnapshot(input.generation, contents, input.requires ?? []);
}

/** Signs any contents, also such as no compiler would make. */
export function signSnapshot(
  generation: number,
  contents: Record<string, unknown>,
  requires: string[] = [],
): BuiltSnapshot {
  const parts = new Map<string, Buffer>();
  const references: ManifestBody["parts"] = {};
  for (const [name, content] of Object.entries(contents)) {
    const bytes = Buffer.from(canonicalJson(content));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    parts.set(sha256, bytes);
    references[name] = { sha256, bytes: bytes.length };
  }
  const builtAt = "2026-11-20T10:00:00.000Z";
  const body: ManifestBody = { format: 1, group: "default", generation, builtAt, requires, parts: references };
  const value = sign(null, Buffer.from(canonicalJson(body)), pair.privateKey).toString("base64");
  const manifest = Buffer.from(
    JSON.stringify({ ...body, signature: { keyId: SIGNING_KEY_ID, alg: "Ed25519", value } }),
  );
  const etag = `"${generation}-${createHash("sha256").update(manifest).digest("hex")}"`;
  return { manifest, etag, generation, parts };
}

function echoApi({ backendUrl, release, steps = [], isCached, care }: SnapshotInput): ApiPart {
  const document: EffectiveDocument = { inbound: [], backend: [], outbound: [], onError: [] };
  document.inbound = steps.map((step, index) => ({ ...step, id: `step-${index}`, scope: "api" }));
  if (isCached) {
    document.inbound.push({ policy: "cache-lookup", config: {}, id: "look", scope: "api" });
    document.outbound.push({ policy: "cache-store", config: {}, id: "store", scope: "api" });
  }
  if (release !== undefined) {
    const config = { name: "x-release", value: release, action: "override" };
    document.outbound.push({ policy: "set-header", config, id: "release", scope: "api" });
  }
  return {
    id: "echo",
    slug: "echo",
    name: "Echo",
    workspace: "test",
    hosts: [],
    basePath: "/echo",
    versioning: { scheme: "none" },
    credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
    values: {},
    versions: [
      {
        id: "echo-v1",
        name: "v1",
        isDefault: true,
        revision: 1,
        operations: [],
        anyPath: true,
        backend: {
          id: "backend-1",
          name: "echo",
          targets: [{ url: backendUrl, weight: 1 }],
          loadBalancing: "round-robin",
          timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 },
          ...care,
        },
        documents: [document],
        policies: { default: 0, products: {} },
      },
    ],
  };
}

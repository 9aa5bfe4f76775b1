import { createHash } from "node:crypto";
import type { ApiPart, EffectiveDocument, PlansPart, PolicyStep, VersionPart } from "@gatehouse/contract/snapshot.ts";

export const API_KEY = "any-string-that-works-as-a-key";
export const SUBSCRIPTION = "0b9f4a52-6a4f-4b41-9d40-2f5a3f6d3c11";

/** Parts of a small snapshot: one API, one plan, one subscription with one key. */
export interface SampleOptions {
  backendUrl?: string;
  api?: Partial<ApiPart>;
  version?: Partial<VersionPart>;
  document?: Partial<EffectiveDocument>;
  plan?: Partial<PlansPart["plans"][string]>;
  subscription?: Record<string, unknown>;
  keyEndsAt?: number;
  otherApis?: ApiPart[];
}

export function sampleParts(options: SampleOptions = {}): Map<string, unknown> {
  const api = sampleApi(options);
  const hash = sha256(API_KEY);
  const subscription = { plan: "plan-free", application: "app-1", state: "active", endsAt: null };
  const plan = {
    product: "product-1",
    productSlug: "starter",
    slug: "free",
    name: "Free",
    rateLimits: [],
    quota: null,
    apis: [api.id],
    ...options.plan,
  };
  return new Map<string, unknown>([
    ["settings", { publicUrls: [] }],
    ["plans", { plans: { "plan-free": plan } }],
    [`api/${api.id}`, api],
    ...(options.otherApis ?? []).map((other): [string, unknown] => [`api/${other.id}`, other]),
    ["subscriptions/00", { subscriptions: { [SUBSCRIPTION]: { ...subscription, ...options.subscription } } }],
    [`keys/${hash.slice(0, 2)}`, { keys: { [hash]: [SUBSCRIPTION, options.keyEndsAt ?? 0] } }],
  ]);
}

export function sampleApi(options: SampleOptions = {}): ApiPart {
  return {
    id: "orders",
    slug: "orders",
    name: "Orders",
    workspace: "payments",
    hosts: [],
    basePath: "/orders",
    versioning: { scheme: "none" },
    credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
    values: {},
    versions: [sampleVersion(options)],
    ...options.api,
  };
}

export function sampleVersion({
  backendUrl = "http://127.0.0.1:9",
  document,
  version,
}: SampleOptions = {}): VersionPart {
  return {
    id: "orders-v1",
    name: "v1",
    isDefault: true,
    revision: 1,
    operations: [],
    anyPath: true,
    backend: {
      id: "backend-1",
      name: "orders",
      targets: [{ url: backendUrl, weight: 1 }],
      loadBalancing: "round-robin",
      timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 },
    },
    documents: [{ inbound: [], backend: [], outbound: [], onError: [], ...document }],
    policies: { default: 0, products: {} },
    ...version,
  };
}

export function step(policy: string, config: unknown, id = `orders/v1/${policy}`): PolicyStep {
  return { policy, config, id, scope: "api" };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex");
}

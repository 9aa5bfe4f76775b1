import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "@gatehouse/contract/canonical.ts";
import type { ApiPart, ManifestBody } from "@gatehouse/contract/snapshot.ts";

/** A signed snapshot in a folder, as `gatehouse build` writes it: one API for any path, one key with a plan of a high limit. */
export async function writeSnapshotFolder(folder: string, input: { backendUrl: string; key: string }): Promise<void> {
  await mkdir(join(folder, "parts"), { recursive: true });
  const parts: ManifestBody["parts"] = {};
  for (const [name, content] of Object.entries(contents(input))) {
    const bytes = Buffer.from(canonicalJson(content));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await writeFile(join(folder, "parts", sha256), bytes);
    parts[name] = { sha256, bytes: bytes.length };
  }
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const builtAt = new Date().toISOString();
  const body: ManifestBody = { format: 1, group: "default", generation: 1, builtAt, requires: [], parts };
  const value = sign(null, Buffer.from(canonicalJson(body)), privateKey).toString("base64");
  const spki = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  await writeFile(join(folder, "key.pub"), `bench=${spki}\n`);
  await writeFile(
    join(folder, "manifest.json"),
    JSON.stringify({ ...body, signature: { keyId: "bench", alg: "Ed25519", value } }),
  );
}

function contents({ backendUrl, key }: { backendUrl: string; key: string }): Record<string, unknown> {
  const hash = createHash("sha256").update(key).digest("hex");
  const plan = { product: "p", productSlug: "p", slug: "p", name: "P", quota: null, apis: ["orders"] };
  const rateLimits = [{ calls: 1_000_000_000, periodMs: 60_000 }];
  const subscription = { plan: "plan", application: "app", state: "active", endsAt: null };
  return {
    settings: { publicUrls: [] },
    "api/orders": ordersApi(backendUrl),
    plans: { plans: { plan: { ...plan, rateLimits } } },
    "subscriptions/00": { subscriptions: { "0190a000-0000-7000-8000-0000000000aa": subscription } },
    [`keys/${hash.slice(0, 2)}`]: { keys: { [hash]: ["0190a000-0000-7000-8000-0000000000aa", 0] } },
  };
}

function ordersApi(backendUrl: string): ApiPart {
  const timeouts = { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 };
  const targets = [{ url: backendUrl, weight: 1 }];
  return {
    id: "orders",
    slug: "orders",
    name: "Orders",
    workspace: "bench",
    hosts: [],
    basePath: "/orders",
    versioning: { scheme: "none" },
    credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
    values: {},
    versions: [
      {
        id: "orders-v1",
        name: "v1",
        isDefault: true,
        revision: 1,
        operations: [{ id: "getOrder", method: "GET", template: "/{id}" }],
        anyPath: false,
        backend: { id: "b", name: "b", targets, loadBalancing: "round-robin", timeouts },
        documents: [{ inbound: [], backend: [], outbound: [], onError: [] }],
        policies: { default: 0, products: {} },
      },
    ],
  };
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Prisma } from "../../prisma/generated/client.ts";
import { seal } from "../crypto/seal.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { Database } from "../db/database.ts";

/** The installation's key in tests. */
export const encryptionKey = new Uint8Array(32).fill(1);

/** For tests: a gateway group with a key of its own. */
export function insertGroup(db: Database, slug: string) {
  const sealedKey = seal(randomBytes(32), encryptionKey);
  return db.gatewayGroup.create({ data: { slug, name: slug, publicUrls: ["https://api.example.com"], sealedKey } });
}

/** For tests: a workspace with nothing in it. */
export function insertWorkspace(db: Database, slug: string) {
  return db.workspace.create({ data: { slug, name: slug } });
}

/** For tests: an API with one live revision of three operations, deployed to a group. */
export async function insertServedApi(
  db: Database,
  place: { workspaceId: string; groupId: string },
  slug: string,
  policies: Prisma.InputJsonObject = {},
) {
  const { workspaceId, groupId } = place;
  const config = { targets: [{ url: "http://127.0.0.1:9000" }] };
  const backend = await db.backend.create({ data: { workspaceId, slug, name: slug, config } });
  const document = await db.apiDocument.create({
    data: {
      workspaceId,
      sha256: randomUUID(),
      source: new Uint8Array(),
      mediaType: "application/json",
      format: "openapi-3.1",
      normalised: new Uint8Array(),
      normalisedSha256: randomUUID(),
      info: {},
      operations: [],
      title: slug,
    },
  });
  const operations = ["list", "get", "remove"].map((key, ordinal) => ({
    key,
    ordinal,
    method: "GET",
    template: `/${key}`,
  }));
  return db.api.create({
    data: {
      workspaceId,
      slug,
      name: slug,
      basePath: `/${slug}`,
      versioning: { scheme: "path" },
      credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
      deployments: { create: { groupId } },
      versions: {
        create: {
          name: "v1",
          state: "published",
          isDefault: true,
          revisions: {
            create: {
              number: 1,
              state: "live",
              documentId: document.id,
              backendId: backend.id,
              policies,
              operations: { create: operations },
            },
          },
        },
      },
    },
    include: { versions: { include: { revisions: true } } },
  });
}

/** For tests: a product that opens APIs, with one plan, and a subscription of a new team's application to it. */
export async function insertSubscription(db: Database, workspaceId: string, apiIds: string[]) {
  const product = await db.product.create({
    data: {
      workspaceId,
      slug: `product-${randomBytes(4).toString("hex")}`,
      name: "Product",
      state: "published",
      apis: { create: apiIds.map((apiId) => ({ apiId })) },
      plans: { create: { slug: "free", name: "Free", rateLimits: [{ calls: 10, periodMs: 60_000 }] } },
    },
    include: { plans: true },
  });
  const [plan] = product.plans;
  if (!plan) throw new Error("The product has no plan.");
  const team = await db.team.create({ data: { name: "Team" } });
  const application = await db.application.create({ data: { teamId: team.id, name: "Application" } });
  const subscription = await db.subscription.create({
    data: { workspaceId, applicationId: application.id, planId: plan.id, state: "active" },
  });
  return { product, plan, team, application, subscription };
}

/** For tests: a key of a subscription; its text is its label. */
export function insertKey(db: Database, subscriptionId: string, text: string) {
  return db.apiKey.create({
    data: { subscriptionId, label: text, prefix: text.slice(0, 8), lastFour: text.slice(-4), hash: sha256(text) },
  });
}

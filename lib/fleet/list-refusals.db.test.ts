import { expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { openMarket, refusal } from "../subscriptions/testing.ts";
import { listRefusals } from "./list-refusals.ts";

const { db, contextOf } = testDatabase();

test("a workspace knows which gateways of its APIs refuse the newest state, and nobody else does", async () => {
  const market = await openMarket(db);
  const api = await db.api.findFirstOrThrow({ where: { workspaceId: market.workspaceId } });
  const group = await db.gatewayGroup.create({ data: { slug: "near", name: "Near", sealedKey: Buffer.from([1]) } });
  await db.apiDeployment.create({ data: { apiId: api.id, groupId: group.id } });
  const lastSeenAt = new Date();
  const gateways = [
    { name: "refusing", appliedGeneration: 3, refusedGeneration: 4, lastSeenAt },
    { name: "mended", appliedGeneration: 5, refusedGeneration: 4, lastSeenAt },
    { name: "silent", appliedGeneration: 3, refusedGeneration: 4, lastSeenAt: new Date("2026-01-01") },
    { name: "revoked", appliedGeneration: 3, refusedGeneration: 4, lastSeenAt, revokedAt: lastSeenAt },
  ];
  for (const [index, gateway] of gateways.entries()) {
    await db.gateway.create({ data: { ...gateway, groupId: group.id, tokenHash: Buffer.from([index]) } });
  }
  const elsewhere = await db.gatewayGroup.create({
    data: { slug: "elsewhere", name: "E", sealedKey: Buffer.from([1]) },
  });
  const theirs = { name: "theirs", refusedGeneration: 9, lastSeenAt, tokenHash: Buffer.from([9]) };
  await db.gateway.create({ data: { ...theirs, groupId: elsewhere.id } });

  const { id } = await db.gateway.findUniqueOrThrow({ where: { name: "refusing" } });
  expect(await listRefusals(contextOf(market.viewer), market.workspace)).toEqual([
    { id, name: "refusing", group: "Near", servesGeneration: 3 },
  ]);
  await expect(listRefusals(contextOf(market.stranger), market.workspace)).rejects.toEqual(refusal("not-found"));
});

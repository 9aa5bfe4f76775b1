import { expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { openMarket, refusal } from "../subscriptions/testing.ts";
import { listFaults } from "./list-faults.ts";

const { db, contextOf } = testDatabase();

test("a workspace sees the faults of its own APIs, with their reason", async () => {
  const market = await openMarket(db);
  const api = await db.api.findFirstOrThrow({ where: { workspaceId: market.workspaceId } });
  const group = await db.gatewayGroup.findFirstOrThrow();
  const fault = { groupId: group.id, reason: "the backend is gone", since: new Date("2026-11-20T10:00:00Z") };
  const parts = [`api/${api.id}`, "plans", "api/01a1f8d9-0000-7000-8000-000000000000"];
  await db.snapshotFault.createMany({ data: parts.map((part) => ({ ...fault, part })) });

  expect(await listFaults(contextOf(market.viewer), market.workspace)).toEqual([
    {
      api: { slug: "orders", name: "orders" },
      group: group.slug,
      reason: "the backend is gone",
      since: "2026-11-20T10:00:00.000Z",
    },
  ]);
  await expect(listFaults(contextOf(market.stranger), market.workspace)).rejects.toEqual(refusal("not-found"));
});

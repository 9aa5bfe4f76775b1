import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { createApi } from "../catalog/create-api.ts";
import { createApiInput } from "../catalog/input.ts";
import { PURGES_MAX, settingsPart } from "../contract/settings.ts";
import { testDatabase } from "../db/testing.ts";
import { buildPart } from "../publishing/build-part.ts";
import { partName } from "../publishing/mark-changed.ts";
import { lastPartsChanged, type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { purgeCache } from "./purge.ts";
import { listLatestPurges } from "./queries.ts";

const { db, contextOf } = testDatabase();
let market: Market;
let slug: string;
beforeAll(async () => {
  market = await openMarket(db);
  await db.gatewayGroup.create({ data: { slug: "default", name: "Default", sealedKey: new Uint8Array(1) } });
  slug = `api-${randomUUID().slice(0, 8)}`;
  await createApi(contextOf(market.publisher), market.workspace, createApiInput.parse({ slug, name: "Orders" }));
});
const purge = (input: Parameters<typeof purgeCache>[3], who = market.publisher) =>
  purgeCache(contextOf(who), market.workspace, slug, input);

test("an order reaches the part that every gateway gets, in its sequence", async () => {
  const first = await purge({ tags: ["a"] });
  const second = await purge({ urls: ["/orders/1"] });
  expect(await lastPartsChanged(db)).toEqual(["settings"]);
  const api = await db.api.findFirstOrThrow({ where: { slug } });
  expect((await listLatestPurges(db)).slice(-2)).toEqual([
    { sequence: first.sequence, api: api.id, all: false, tags: ["a"], urls: [] },
    { sequence: second.sequence, api: api.id, all: false, tags: [], urls: ["/orders/1"] },
  ]);
  expect(second.sequence).toBeGreaterThan(first.sequence);
});

test("the part that gateways get holds the orders, and loads", async () => {
  const { sequence } = await purge({ tags: ["b"] });
  const group = { id: randomUUID(), publicUrls: [], key: new Uint8Array(32) };
  const built = await buildPart(db, group, partName.settings(), () => "");
  if (built.kind !== "built") throw new Error(`the part is ${built.kind}`);
  const { purges = [] } = settingsPart.parse(JSON.parse(gunzipSync(built.gzip).toString("utf8")));
  expect(purges.at(-1)).toMatchObject({ sequence, tags: ["b"] });
});

test("orders at the same time become visible in their sequence, and only the latest are kept", async () => {
  const orders = await Promise.all(Array.from({ length: 10 }, () => purge({ all: true })));
  const sequences = orders.map(({ sequence }) => sequence);
  expect(new Set(sequences).size).toBe(10);
  const audited = await db.auditEvent.findMany({ where: { action: "api.purge-cache" }, orderBy: { id: "asc" } });
  expect(audited.length).toBeGreaterThanOrEqual(10);
  await db.$executeRaw`SELECT setval(pg_get_serial_sequence('cache_purges', 'sequence'), ${Math.max(...sequences) + PURGES_MAX})`;
  const last = await purge({ all: true });
  expect((await listLatestPurges(db)).map(({ sequence }) => sequence)).toEqual([last.sequence]);
});

test("is refused for a small role, and hidden from strangers", async () => {
  await expect(purge({ all: true }, market.approver)).rejects.toEqual(refusal("not-permitted"));
  await expect(purge({ all: true }, market.stranger)).rejects.toEqual(refusal("not-found"));
});

import { beforeAll, expect, test } from "vitest";
import { type Actor, anonymous } from "../authz/actor.ts";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { listCatalogInput } from "./input.ts";
import { listCatalogApis, listCatalogHits, listCatalogNews, listCatalogTags, readCatalogFacets } from "./portal.ts";
import { openWorkshop } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let shop: string;
beforeAll(async () => {
  market = await openMarket(db);
  const operations = [
    { id: "createOrder", path: "/orders", summary: "Create an order", tags: ["Orders"] },
    { id: "cancelParcel", path: "/parcels/{id}", summary: "Cancel a parcel", tags: ["Parcels"] },
  ];
  shop = (await liveApi(operations, { name: "Shop", category: "Commerce", tags: ["retail"] })).slug;
  await liveApi(["pay"], { name: "Money", category: "Payments", tags: ["retail", "cards"] });
  await liveApi(["secret"], { name: "Ledger", category: "Payments", visibility: "restricted" });
});
const { liveApi } = openWorkshop(started, () => market);
const input = (query: object) => listCatalogInput.parse(query);
const facets = (query: object, actor: Actor = anonymous) => readCatalogFacets(contextOf(actor), input(query));

test("each value says how many APIs a click on it would leave", async () => {
  const { total, facets: found } = await facets({ category: "Payments" });
  expect(total).toBe(1);
  expect(found.category).toEqual([
    { value: "Commerce", apis: 1 },
    { value: "Payments", apis: 1 },
  ]);
  expect(found.tag).toEqual([
    { value: "cards", apis: 1 },
    { value: "retail", apis: 1 },
  ]);
});

test("nobody learns from counts what they may not see", async () => {
  await expect(facets({})).resolves.toMatchObject({ total: 2 });
  await expect(facets({}, market.viewer)).resolves.toMatchObject({ total: 3 });
});

test("an API comes with the operations that were searched for", async () => {
  const { items } = await listCatalogHits(contextOf(anonymous), input({ search: "create orders" }));
  expect(items).toMatchObject([{ name: "Shop", operations: 2, hits: [{ key: "createOrder" }] }]);
  await expect(facets({ search: "create orders" })).resolves.toMatchObject({ total: 1, operations: 1 });
});

test("a typing error is forgiven in an operation too", async () => {
  const { items } = await listCatalogHits(contextOf(anonymous), input({ search: "cancel parcl" }));
  expect(items.map(({ name }) => name)).toContain("Shop");
});

test("what is new stands before what went live earlier, and only what the reader may see", async () => {
  const names = async (actor: Actor) => (await listCatalogNews(contextOf(actor), 10)).map(({ api }) => api.name);
  await expect(names(anonymous)).resolves.toEqual(["Money", "Shop"]);
  await expect(names(market.viewer)).resolves.toEqual(["Ledger", "Money", "Shop"]);
});

test("the tags of a version are counted in the order of its description", async () => {
  const place = { workspace: market.workspace, api: shop, version: "v1" };
  await expect(listCatalogTags(contextOf(anonymous), place)).resolves.toEqual([
    { tag: "Orders", operations: 1 },
    { tag: "Parcels", operations: 1 },
  ]);
});

test.each(["name", "newest", "relevance"] as const)("a made-up cursor of the order %s is refused", async (sort) => {
  const cursor = Buffer.from(JSON.stringify(["x", "y"])).toString("base64url");
  const list = listCatalogApis(contextOf(anonymous), input({ sort, cursor }));
  await expect(list).rejects.toEqual(refusal("invalid-input"));
});

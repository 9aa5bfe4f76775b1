import { beforeAll, expect, test } from "vitest";
import { openWorkshop } from "../catalog/testing.ts";
import { testDatabase } from "../db/testing.ts";
import { listFirstCalls } from "./first-calls.ts";
import { listOwnSubscriptions } from "./read.ts";
import { type Market, openMarket, subscribe } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
  await db.gatewayGroup.create({
    data: { slug: "default", name: "D", publicUrls: ["https://api.example"], sealedKey: new Uint8Array(1) },
  });
});
const { liveApi, draftApi } = openWorkshop(started, () => market);

const callsOf = (apis: { slug: string; name: string }[], actor = market.developer) =>
  listFirstCalls(contextOf(actor), {
    workspace: { slug: market.workspace, name: "Sellers" },
    product: { slug: "p", name: "P", apis },
  });

test("a first call asks for nothing in its path where there is such a one, and is written out whole", async () => {
  const api = await liveApi([
    { id: "place", path: "/orders", method: "post" },
    { id: "show", path: "/orders/{id}" },
    { id: "list", path: "/orders" },
  ]);
  const [call, ...others] = await callsOf([api]);
  expect(others).toEqual([]);
  expect(call).toMatchObject({ api: { slug: api.slug }, version: "v1", operation: { key: "list" } });
  const curl = call?.samples.find(({ title }) => title === "curl")?.code;
  expect(curl).toContain(`https://api.example${api.basePath}/v1/orders`);
  expect(curl).toContain(`$${call?.variable}`);
});

test("what is not live or not to be seen has no call, and does not hide the others", async () => {
  const [live, draft] = [await liveApi(["list"]), await draftApi(["list"])];
  const restricted = await liveApi(["list"], { visibility: "restricted" });
  const calls = await callsOf([draft, restricted, live, { slug: "gone", name: "Gone" }]);
  expect(calls.map(({ api }) => api.slug)).toEqual([live.slug]);
});

test("own subscriptions are found by words of application, product and plan", async () => {
  const id = await subscribe(started, market);
  const find = async (search: string, actor = market.developer) =>
    (await listOwnSubscriptions(contextOf(actor), { search, limit: 25, order: "newest" })).items.map((item) => item.id);
  await expect(find("checkOUT")).resolves.toContain(id);
  await expect(find("to go")).resolves.toContain(id);
  await expect(find("nothing of it")).resolves.toEqual([]);
  await expect(find("checkout", market.stranger)).resolves.toEqual([]);
});

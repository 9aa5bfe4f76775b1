import { beforeAll, expect, test } from "vitest";
import { createApplication } from "../applications/create.ts";
import { testDatabase } from "../db/testing.ts";
import { readProductUse } from "../products/read-use.ts";
import { searchWorkspace } from "../search/search-workspace.ts";
import { readSubscription } from "../subscriptions/read.ts";
import { type Market, openMarket, refusal, subscribe } from "../subscriptions/testing.ts";
import { listDevelopersInput } from "./input.ts";
import { listDevelopers, readDeveloper } from "./read.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let product: string;
beforeAll(async () => {
  market = await openMarket(db);
  const id = await subscribe(started, market, { name: "Gold", approval: "auto" });
  product = (await readSubscription(contextOf(market.developer), id)).product.slug;
  await subscribe(started, market, { name: "Silver" });
  const unseen = { name: "Secret plans", description: "", teamId: market.teamId };
  await createApplication(contextOf(market.developer), unseen);
});

async function found(query: Record<string, unknown> = {}, who = market.viewer) {
  return (await listDevelopers(contextOf(who), market.workspace, listDevelopersInput.parse(query))).items;
}

test("a team is listed with its applications that subscribe here, and with no others", async () => {
  const [team, ...others] = await found();
  expect(others).toEqual([]);
  expect(team).toMatchObject({ name: "Buyers", members: 2, activeSubscriptions: 1, waitingSubscriptions: 1 });
  expect(team?.applications.map(({ name }) => name)).toEqual(["Checkout", "Checkout"]);
});

test.each([
  ["its name", "buy", 1],
  ["an application", "check", 1],
  ["a person", "developer-", 1],
  ["an application that asked for nothing here", "secret", 0],
  ["a letter that means more to the database", "%", 0],
])("it is found by %s", async (_words, search, count) => {
  expect(await found({ search })).toHaveLength(count);
});

test("its people are read one by one", async () => {
  const { people } = await readDeveloper(contextOf(market.viewer), market.workspace, market.teamId);
  expect(people.map(({ name }) => name).sort()).toEqual(["colleague", "developer"]);
});

test("a team that never asked for anything here is not found, nor is anything by a stranger", async () => {
  const team = await db.team.create({ data: { name: "Passers-by" } });
  await expect(readDeveloper(contextOf(market.viewer), market.workspace, team.id)).rejects.toEqual(
    refusal("not-found"),
  );
  await expect(found({}, market.stranger)).rejects.toEqual(refusal("not-found"));
  await expect(searchWorkspace(contextOf(market.stranger), market.workspace, { q: "buy" })).rejects.toEqual(
    refusal("not-found"),
  );
});

test("things of a workspace are found by a part of their name", async () => {
  const search = (q: string) => searchWorkspace(contextOf(market.viewer), market.workspace, { q });
  expect(await search("check")).toMatchObject({
    applications: [{ name: "Checkout", team: { name: "Buyers" } }, { name: "Checkout" }],
  });
  expect(await search("orders")).toMatchObject({ apis: [{ slug: "orders" }], products: [{}, {}] });
  expect(await search("buyers")).toMatchObject({ developers: [{ id: market.teamId }] });
  expect(await search("secret")).toEqual({ apis: [], products: [], applications: [], developers: [] });
});

test("a product tells how many hold its plans", async () => {
  expect(await readProductUse(contextOf(market.viewer), market.workspace, product)).toEqual({
    openSubscriptions: 1,
    applications: 1,
    plans: [{ slug: "pro", openSubscriptions: 1 }],
  });
  await expect(readProductUse(contextOf(market.stranger), market.workspace, product)).rejects.toEqual(
    refusal("not-found"),
  );
});

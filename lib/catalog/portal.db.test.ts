import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { anonymous, type UserActor } from "../authz/actor.ts";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { archiveApi } from "./archive-api.ts";
import { changeApi } from "./change-api.ts";
import { listCatalogInput } from "./input.ts";
import {
  findCatalogOperations,
  listCatalogApis,
  listCatalogOperations,
  readCatalogApi,
  readCatalogDocument,
} from "./portal.ts";
import { openWorkshop } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let payments: string;
let weather: string;
beforeAll(async () => {
  market = await openMarket(db);
  await db.gatewayGroup.create({
    data: { slug: "default", name: "D", publicUrls: ["https://api.example"], sealedKey: new Uint8Array(1) },
  });
  const invoices = { id: "listInvoices", path: "/invoices/{id}", summary: "Shows what is owed", tags: ["Billing"] };
  payments = (await liveApi([invoices, "refund"], { name: "Café Payments", category: "Money", tags: ["stripe-like"] }))
    .slug;
  weather = (await liveApi(["forecast"], { name: "Weather", summary: "Sun and rain", visibility: "signed-in" })).slug;
  await liveApi(["secret"], { name: "Ledger", visibility: "restricted" });
  await draftApi(["unborn"], { name: "Draft" });
});
const { liveApi, draftApi } = openWorkshop(started, () => market);
const search = async (input: object, actor: UserActor | typeof anonymous = anonymous) =>
  (await listCatalogApis(contextOf(actor), listCatalogInput.parse(input))).items.map(({ name }) => name);
const stranger = () => market.stranger;

describe("the catalogue shows", () => {
  test("to everybody what is public and live, to the signed-in more, to the workspace all of it", async () => {
    await expect(search({})).resolves.toEqual(["Café Payments"]);
    await expect(search({}, stranger())).resolves.toEqual(["Café Payments", "Weather"]);
    await expect(search({}, market.viewer)).resolves.toEqual(["Café Payments", "Ledger", "Weather"]);
  });

  test("an API with its versions and where to call it, and nothing of its inside", async () => {
    const api = await readCatalogApi(contextOf(anonymous), market.workspace, payments);
    expect(api).toMatchObject({
      name: "Café Payments",
      gatewayUrls: ["https://api.example"],
      versions: [{ name: "v1", state: "published", isDefault: true, operations: 2, descriptionVersion: "1" }],
    });
    expect(JSON.stringify(api)).not.toContain("orders.internal");
  });

  test("nobody what they may not see", async () => {
    const read = (actor: UserActor | typeof anonymous) => readCatalogApi(contextOf(actor), market.workspace, weather);
    await expect(read(anonymous)).rejects.toEqual(refusal("not-found"));
    await expect(read(stranger())).resolves.toMatchObject({ name: "Weather" });
  });
});

describe("the search finds", () => {
  test.each([
    ["a name", "payments"],
    ["the beginning of a word", "paym"],
    ["another form of a word", "payment"],
    ["a name without its accents", "cafe"],
    ["a tag", "stripe"],
    ["a category", "money"],
    ["an operation by its id, cut into words", "invoices"],
    ["an operation by its summary", "owed"],
    ["an operation's tag", "billing"],
    ["several words, each somewhere", "cafe refund"],
    ["a typing error", "paymnets"],
  ])("%s", async (_what, text) => {
    await expect(search({ search: text })).resolves.toEqual(["Café Payments"]);
  });

  test.each([
    ["nothing alike", "zzzzqqq"],
    ["only signs", "!!!"],
    ["a query's syntax", "qq' & | ! ( :*"],
  ])("nothing for %s", async (_what, text) => {
    await expect(search({ search: text })).resolves.toEqual([]);
  });

  test("by filters", async () => {
    await expect(search({ category: "Money" })).resolves.toEqual(["Café Payments"]);
    await expect(search({ tag: "stripe-like", lifecycle: "published" })).resolves.toEqual(["Café Payments"]);
    await expect(search({ lifecycle: "deprecated" })).resolves.toEqual([]);
    await expect(search({ workspace: market.workspace, protocol: "rest" })).resolves.toEqual(["Café Payments"]);
  });

  test.each(["name", "newest", "relevance"] as const)("each once over pages ordered by %s", async (sort) => {
    const names: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listCatalogApis(contextOf(market.viewer), listCatalogInput.parse({ sort, limit: 1, cursor }));
      names.push(...page.items.map(({ name }) => name));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(names.toSorted()).toEqual(["Café Payments", "Ledger", "Weather"]);
  });

  test("operations over all APIs that the reader may see", async () => {
    const find = async (actor: UserActor | typeof anonymous, text: string) =>
      (await findCatalogOperations(contextOf(actor), { search: text, limit: 5 })).items.map(({ key }) => key);
    await expect(find(anonymous, "owed")).resolves.toEqual(["listInvoices"]);
    await expect(find(anonymous, "secret")).resolves.toEqual([]);
    await expect(find(market.viewer, "secret")).resolves.toEqual(["secret"]);
    await expect(find(market.viewer, "unborn")).resolves.toEqual([]);
  });
});

test("a version shows its operations and its normalised description", async () => {
  const place = { workspace: market.workspace, api: payments, version: "v1" };
  const { items } = await listCatalogOperations(contextOf(anonymous), place, { limit: 10, tag: "Billing" });
  expect(items.map(({ key }) => key)).toEqual(["listInvoices"]);
  const { normalised } = await readCatalogDocument(contextOf(anonymous), place);
  expect(Object.keys(JSON.parse(gunzipSync(normalised).toString("utf8")).paths)).toEqual(["/invoices/{id}", "/refund"]);
  await expect(listCatalogOperations(contextOf(anonymous), { ...place, version: "v2" }, { limit: 10 })).rejects.toEqual(
    refusal("not-found"),
  );
});

test("a new name is found at once, and an archived API no more", async () => {
  const api = await liveApi(["a"], { name: "Oldname" });
  await changeApi(contextOf(market.publisher), market.workspace, api.slug, { name: "Freshname" }, undefined);
  await expect(search({ search: "Freshname" })).resolves.toEqual(["Freshname"]);
  await expect(search({ search: "Oldname" })).resolves.toEqual([]);
  await archiveApi(contextOf(market.publisher), market.workspace, api.slug);
  await expect(search({ search: "Freshname" })).resolves.toEqual([]);
});

import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { checkRoutes } from "./check-routes.ts";
import { checkRoutesQuery } from "./input.ts";
import { openWorkshop } from "./testing.ts";

const testing = testDatabase();
const { db, contextOf } = testing;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});
const { draftApi, liveApi } = openWorkshop(testing, () => market);

const check = (input: object, who = market.viewer, workspace = market.workspace) =>
  checkRoutes(contextOf(who), workspace, checkRoutesQuery.parse(input));

test("a path that nobody has is free, and one's own is no collision", async () => {
  const { slug, basePath } = await draftApi();
  expect(await check({ basePath: `/${randomUUID()}` })).toEqual({ isFree: true, takenAt: null, takenBy: null });
  expect(await check({ basePath, version: ["v1"], api: slug })).toMatchObject({ isFree: true });
});

test("a taken path, and what a version puts below it, names the API that has it", async () => {
  const { slug, basePath } = await draftApi();
  expect(await check({ basePath })).toEqual({ isFree: false, takenAt: basePath, takenBy: slug });
  const below = `/x${randomUUID()}`;
  const other = await draftApi(["list"], { basePath: `${below}/v1` });
  const answer = await check({ basePath: below, version: ["v1"] });
  expect(answer).toEqual({ isFree: false, takenAt: `${below}/v1`, takenBy: other.slug });
  expect(await check({ basePath: below, version: ["v1"], scheme: "header" })).toMatchObject({ isFree: true });
});

test("an API of another workspace is named when everybody may see it, and hidden otherwise", async () => {
  const elsewhere = await openMarket(db);
  const draft = await draftApi();
  const live = await liveApi();
  const ask = (basePath: string) => check({ basePath }, elsewhere.viewer, elsewhere.workspace);
  expect(await ask(draft.basePath)).toMatchObject({ isFree: false, takenBy: null });
  expect(await ask(live.basePath)).toMatchObject({ isFree: false, takenBy: live.slug });
});

test("strangers may not ask", async () => {
  await expect(check({ basePath: "/x" }, market.stranger)).rejects.toEqual(refusal("not-found"));
});

import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { createNamedValue } from "../policies/create-named-value.ts";
import { putPolicies } from "../policies/put-document.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { changeRevision } from "./change-revision.ts";
import { readEffectivePolicies } from "./read-effective.ts";
import { openWorkshop } from "./testing.ts";

const testing = testDatabase();
const { db, contextOf } = testing;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});
const { draftApi, placeOf } = openWorkshop(testing, () => market);

const header = (value: string) => ({ "set-header": { name: "x-scope", value } });

test("the steps of all scopes stand in their order, each with the scope that it comes from", async () => {
  const publisher = contextOf(market.publisher);
  await createNamedValue(publisher, randomBytes(32), market.workspace, {
    name: "token",
    content: { secret: "s3cret" },
  });
  await putPolicies(publisher, { workspace: market.workspace }, { inbound: [header("{{token}}")] }, undefined);
  const place = placeOf(await draftApi(["list", "get"]));
  const policies = { inbound: [header("api"), "base"] };
  await changeRevision(
    publisher,
    place,
    { policies, operationPolicies: { list: { outbound: [header("op")] } } },
    undefined,
  );

  const ofApi = await readEffectivePolicies(contextOf(market.viewer), place, {});
  expect(ofApi.inbound.map(({ scope }) => scope)).toEqual(["api", "workspace"]);
  expect(ofApi.outbound).toEqual([]);
  expect(JSON.stringify(ofApi)).toContain("{{token}}");
  expect(JSON.stringify(ofApi)).not.toContain("s3cret");

  const ofOperation = await readEffectivePolicies(contextOf(market.viewer), place, { operation: "list" });
  expect(ofOperation.outbound).toMatchObject([{ policy: "set-header", scope: "operation" }]);
});

test("what does not exist is not found, and strangers see nothing", async () => {
  const place = placeOf(await draftApi(["list"]));
  const as = (who: Market["viewer"], query: object) => readEffectivePolicies(contextOf(who), place, query);
  await expect(as(market.viewer, { operation: "nothing" })).rejects.toEqual(refusal("not-found"));
  await expect(as(market.viewer, { product: "nothing" })).rejects.toEqual(refusal("not-found"));
  await expect(as(market.stranger, {})).rejects.toEqual(refusal("not-found"));
});

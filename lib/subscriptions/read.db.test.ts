import { beforeAll, expect, test } from "vitest";
import type { ServiceActor } from "../authz/actor.ts";
import { testDatabase } from "../db/testing.ts";
import { approveSubscription } from "./approve.ts";
import { type ListSubscriptionsInput, listOwnSubscriptionsInput, listSubscriptionsInput } from "./input.ts";
import { listOwnSubscriptions, listWorkspaceSubscriptions, readSubscription } from "./read.ts";
import { type Market, openMarket, refusal, subscribe } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
/** Three, oldest first; the second is granted. */
let ids: string[];
beforeAll(async () => {
  market = await openMarket(db);
  ids = [
    await subscribe(started, market, { name: "Bronze" }),
    await subscribe(started, market, { name: "Silver" }),
    await subscribe(started, market, { name: "Gold" }),
  ];
  await approveSubscription(contextOf(market.approver), ids[1] ?? "", {});
});

async function found(query: Record<string, unknown>, who = market.viewer) {
  const input: ListSubscriptionsInput = listSubscriptionsInput.parse(query);
  return (await listWorkspaceSubscriptions(contextOf(who), market.workspace, input)).items.map(({ id }) => id);
}

test("the inbox holds what waits, oldest first", async () => {
  await expect(found({ state: ["submitted"], order: "oldest" })).resolves.toEqual([ids[0], ids[2]]);
});

test("a workspace's subscriptions are found by state, plan, product, application and people", async () => {
  const { application, product } = await readSubscription(contextOf(market.developer), ids[2] ?? "");
  await expect(found({})).resolves.toEqual([...ids].reverse());
  await expect(found({ state: ["active", "rejected"] })).resolves.toEqual([ids[1]]);
  await expect(found({ search: "silv" })).resolves.toEqual([ids[1]]);
  await expect(found({ search: market.developer.email })).resolves.toHaveLength(3);
  await expect(found({ search: "%" })).resolves.toEqual([]);
  await expect(found({ product: product.slug })).resolves.toEqual([ids[2]]);
  await expect(found({ application: application.id })).resolves.toEqual([ids[2]]);
});

test("pages follow each other without a gap in either order", async () => {
  for (const order of ["newest", "oldest"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = listOwnSubscriptionsInput.parse({ limit: 2, order, cursor });
      const page = await listOwnSubscriptions(contextOf(market.developer), input);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(order === "oldest" ? ids : [...ids].reverse());
  }
});

test("both sides read a subscription, each offered its own actions", async () => {
  const id = ids[0] ?? "";
  const actions = async (who = market.developer) => (await readSubscription(contextOf(who), id)).actions;
  await expect(actions()).resolves.toEqual(["cancel"]);
  await expect(actions(market.approver)).resolves.toEqual(["approve", "reject", "cancel"]);
  await expect(actions(market.colleague)).resolves.toEqual(["cancel"]);
  await expect(actions(market.viewer)).resolves.toEqual([]);
});

test("strangers find nothing", async () => {
  const all = listSubscriptionsInput.parse({});
  const ctx = contextOf(market.stranger);
  await expect(readSubscription(ctx, ids[0] ?? "")).rejects.toEqual(refusal("not-found"));
  await expect(listWorkspaceSubscriptions(ctx, market.workspace, all)).rejects.toEqual(refusal("not-found"));
  await expect(listOwnSubscriptions(ctx, listOwnSubscriptionsInput.parse({}))).resolves.toMatchObject({ items: [] });
});

test("a token of the workspace reads only with the scope for it", async () => {
  const token = (scopes: ServiceActor["scopes"]): ServiceActor => ({
    kind: "service",
    id: "token",
    name: "token",
    workspaceId: market.workspaceId,
    scopes,
  });
  await expect(readSubscription(contextOf(token(new Set())), ids[0] ?? "")).rejects.toEqual(refusal("not-permitted"));
  const reader = contextOf(token(new Set(["subscription.read"])));
  await expect(readSubscription(reader, ids[0] ?? "")).resolves.toMatchObject({ id: ids[0] });
});

import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { testDatabase } from "../db/testing.ts";
import { changePlan } from "../products/change-plan.ts";
import { retireProduct } from "../products/retire.ts";
import { partName } from "../publishing/mark-changed.ts";
import { approveSubscription } from "./approve.ts";
import { expireSubscriptions } from "./expire.ts";
import { pauseSubscription } from "./pause.ts";
import { readSubscription } from "./read.ts";
import { renewSubscription } from "./renew.ts";
import { requestSubscription } from "./request.ts";
import { suspendSubscription } from "./suspend.ts";
import { type Market, openMarket, partsChanged, race, refusal, subscribe } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
const begin = new Date("2026-11-20T10:00:00.000Z");
const end = new Date("2026-11-21T10:00:00.000Z");
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

const clock = (now: Date) => ({ ...systemContext(db, "clock"), now: () => now });
const oneDay = (approval: "auto" | "manual" = "auto") =>
  subscribe(started, market, { duration: "1d", approval }, begin);
const stateOf = async (id: string) => (await readSubscription(contextOf(market.developer, end), id)).state;

async function expired(approval: "auto" | "manual" = "auto"): Promise<string> {
  const id = await oneDay(approval);
  if (approval === "manual") await approveSubscription(contextOf(market.approver, begin), id, {});
  await expireSubscriptions(clock(end));
  return id;
}

describe("the clock", () => {
  test("ends what is over, whether active, suspended or paused, and nothing else", async () => {
    const [active, suspended, paused, waiting] = [
      await oneDay(),
      await oneDay(),
      await oneDay(),
      await oneDay("manual"),
    ];
    const endless = await subscribe(started, market, { approval: "auto" }, begin);
    await suspendSubscription(contextOf(market.approver, begin), suspended, {});
    await pauseSubscription(contextOf(market.developer, begin), paused);

    await expect(expireSubscriptions(clock(new Date(end.getTime() - 1)))).resolves.toBe(0);
    await expect(expireSubscriptions(clock(end))).resolves.toBe(3);
    expect(await Promise.all([active, suspended, paused, waiting, endless].map(stateOf))).toEqual([
      "expired",
      "expired",
      "expired",
      "submitted",
      "active",
    ]);
    expect(await partsChanged(db)).toContain(partName.subscription(active));
    const entry = await db.auditEvent.findFirstOrThrow({ where: { subjectId: active }, orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ action: "subscription.expire", actorKind: "system", actorName: "clock" });
  });

  test("ends each once when two workers look at the same time", async () => {
    await oneDay();
    const counts = await Promise.all([expireSubscriptions(clock(end)), expireSubscriptions(clock(end))]);
    expect(counts[0] + counts[1]).toBe(1);
  });
});

describe("renewing", () => {
  test("gives a plan that says auto another term", async () => {
    const id = await expired();
    await expect(renewSubscription(contextOf(market.developer, end), id)).resolves.toMatchObject({
      state: "active",
      startsAt: end.toISOString(),
      endsAt: "2026-11-22T10:00:00.000Z",
    });
  });

  test("asks anew where an approver decides, and forgets the last decision", async () => {
    const id = await expired("manual");
    await expect(renewSubscription(contextOf(market.developer, end), id)).resolves.toMatchObject({
      state: "submitted",
      decidedBy: null,
      decidedAt: null,
      endsAt: null,
    });
  });

  test("follows the plan as it is today", async () => {
    const id = await expired();
    const { product, plan } = await readSubscription(contextOf(market.developer), id);
    const ctx = contextOf(market.publisher);
    await changePlan(ctx, market.workspace, product.slug, plan.slug, { approval: "manual" }, undefined);
    await expect(renewSubscription(contextOf(market.developer, end), id)).resolves.toMatchObject({
      state: "submitted",
    });
  });

  test("is refused before the end, when the plan is gone, and when the place is taken", async () => {
    const ctx = contextOf(market.developer, end);
    const active = await subscribe(started, market, { approval: "auto" });
    await expect(renewSubscription(ctx, active)).rejects.toEqual(refusal("wrong-state"));

    const gone = await expired();
    const { product } = await readSubscription(ctx, gone);
    await retireProduct(contextOf(market.publisher), market.workspace, product.slug, { subscriptions: "keep" });
    await expect(renewSubscription(ctx, gone)).rejects.toEqual(refusal("wrong-state"));

    const taken = await expired();
    const { application, plan } = await readSubscription(ctx, taken);
    await requestSubscription(ctx, { applicationId: application.id, planId: plan.id, reason: "", answers: {} });
    await expect(renewSubscription(ctx, taken)).rejects.toEqual(refusal("already-exists"));
  });

  test("is the team's business", async () => {
    const id = await expired();
    await expect(renewSubscription(contextOf(market.approver, end), id)).rejects.toEqual(refusal("not-permitted"));
    await expect(renewSubscription(contextOf(market.stranger, end), id)).rejects.toEqual(refusal("not-found"));
  });

  test("is won by exactly one of two", async () => {
    const id = await expired();
    const ctx = contextOf(market.developer, end);
    await expect(race(renewSubscription(ctx, id), renewSubscription(ctx, id))).resolves.toEqual({
      won: 1,
      lost: [409],
    });
  });
});

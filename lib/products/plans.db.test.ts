import { beforeAll, describe, expect, test } from "vitest";
import { quota, rateLimit } from "../contract/snapshot.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { type Market, offerPlan, openMarket, partsChanged, race, refusal } from "../subscriptions/testing.ts";
import { archivePlan } from "./archive-plan.ts";
import { changePlan } from "./change-plan.ts";
import { createProduct } from "./create.ts";
import { createPlan } from "./create-plan.ts";
import { type ChangePlanInput, changePlanInput, createPlanInput } from "./input.ts";
import { listPlans, readPlan } from "./read.ts";
import { retireProduct } from "./retire.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

const gold = {
  slug: "gold",
  name: "Gold",
  rateLimit: [{ calls: 100, renewalPeriod: "1m" }],
  quota: { calls: 10_000, bandwidth: "5GiB", renewalPeriod: "30d" },
  price: "29 € a month",
  approval: "auto" as const,
  duration: "365d",
  questions: [{ name: "load", label: "Expected load", required: true }],
};

describe("a plan", () => {
  test("reads back as it was sent, and is kept in the units of gateways", async () => {
    const { product } = await offerPlan(started, market);
    const view = await createPlan(contextOf(market.publisher), market.workspace, product, gold);
    expect(view).toMatchObject(gold);
    const row = await db.plan.findUniqueOrThrow({ where: { id: view.id } });
    expect(row.rateLimits).toEqual([rateLimit.parse({ calls: 100, periodMs: 60_000 })]);
    expect(row.quota).toEqual(quota.parse({ calls: 10_000, bytes: 5 * 1024 ** 3, periodMs: 2_592_000_000 }));
    expect(row.durationDays).toBe(365);
    expect((await partsChanged(db)).at(-1)).toBe(partName.plans());
  });

  test("without limits has none", async () => {
    const { product } = await offerPlan(started, market);
    const plan = await createPlan(contextOf(market.publisher), market.workspace, product, {
      slug: "free",
      name: "Free",
    });
    expect(plan).toMatchObject({ rateLimit: [], quota: null, duration: null, approval: "manual" });
  });

  test.each([
    ["a rate limit of no calls", { rateLimit: [{ calls: 0, renewalPeriod: "60s" }] }],
    ["a rate limit below a second", { rateLimit: [{ calls: 1, renewalPeriod: "500ms" }] }],
    ["a rate limit without a unit", { rateLimit: [{ calls: 1, renewalPeriod: "60" }] }],
    ["a quota of nothing", { quota: { renewalPeriod: "30d" } }],
    ["a quota of zero bytes", { quota: { bandwidth: "0KiB", renewalPeriod: "30d" } }],
    ["a duration that is no whole number of days", { duration: "36h" }],
    ["two questions of one name", { questions: [gold.questions[0], gold.questions[0]] }],
    ["a member that there is not", { ratelimit: [] }],
  ])("refuses %s", (_, wrong) => {
    expect(createPlanInput.safeParse({ ...gold, ...wrong }).success).toBe(false);
    expect(changePlanInput.safeParse(wrong).success).toBe(false);
  });
});

describe("creating", () => {
  test("is refused for a retired product, a small role and strangers; one slug is taken once", async () => {
    const { product } = await offerPlan(started, market);
    const create = (who = market.publisher) => createPlan(contextOf(who), market.workspace, product, gold);
    await expect(create(market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(create(market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(create(), create())).resolves.toEqual({ won: 1, lost: [409] });
    await retireProduct(contextOf(market.publisher), market.workspace, product, {});
    await expect(create()).rejects.toEqual(refusal("wrong-state"));
  });
});

describe("changing", () => {
  const change = (product: string, input: ChangePlanInput, version?: number, who = market.publisher) =>
    changePlan(contextOf(who), market.workspace, product, "pro", input, version);

  test("leaves alone what was not sent, and takes away what is sent as null", async () => {
    const { product } = await offerPlan(started, market, { quota: gold.quota, duration: "30d" });
    await expect(change(product, { price: "free" })).resolves.toMatchObject({ quota: gold.quota, duration: "30d" });
    await expect(change(product, { quota: null, duration: null })).resolves.toMatchObject({
      quota: null,
      duration: null,
      price: "free",
      rowVersion: 3,
    });
    expect((await partsChanged(db)).at(-1)).toBe(partName.plans());
  });

  test("is refused on the sight of an older version, when archived, for a small role and strangers", async () => {
    const { product } = await offerPlan(started, market);
    await expect(change(product, { name: "New" }, 9)).rejects.toEqual(refusal("precondition-failed"));
    await expect(change(product, {}, 1, market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(change(product, {}, 1, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(change(product, { name: "A" }, 1), change(product, { name: "B" }, 1))).resolves.toEqual({
      won: 1,
      lost: [412],
    });
    await createPlan(contextOf(market.publisher), market.workspace, product, gold);
    await archivePlan(contextOf(market.publisher), market.workspace, product, "pro", undefined);
    await expect(change(product, { name: "New" })).rejects.toEqual(refusal("wrong-state"));
  });
});

describe("archiving", () => {
  const archive = (product: string, slug = "pro", who = market.publisher) =>
    archivePlan(contextOf(who), market.workspace, product, slug, undefined);

  test("is refused for the last plan of a published product, and done once", async () => {
    const { product } = await offerPlan(started, market);
    await expect(archive(product)).rejects.toEqual(refusal("wrong-state"));
    await createPlan(contextOf(market.publisher), market.workspace, product, gold);
    await expect(archive(product, "pro", market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(archive(product, "pro", market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(archive(product)).resolves.toMatchObject({ archivedAt: expect.any(String) });
    await expect(archive(product)).rejects.toEqual(refusal("wrong-state"));
  });

  test("leaves a published product one plan when both go at once", async () => {
    const { product } = await offerPlan(started, market);
    await createPlan(contextOf(market.publisher), market.workspace, product, gold);
    await expect(race(archive(product, "pro"), archive(product, "gold"))).resolves.toEqual({ won: 1, lost: [409] });
  });
});

test("plans are listed in the order of their making, and read by slug", async () => {
  const ctx = contextOf(market.publisher);
  const { slug } = await createProduct(ctx, market.workspace, { slug: "shelf", name: "Shelf" });
  for (const plan of ["c", "a", "b"]) await createPlan(ctx, market.workspace, slug, { slug: plan, name: plan });
  const reader = contextOf(market.viewer);
  const first = await listPlans(reader, market.workspace, slug, { cursor: undefined, limit: 2 });
  const rest = await listPlans(reader, market.workspace, slug, { cursor: first.nextCursor ?? "", limit: 2 });
  expect([...first.items, ...rest.items].map((plan) => plan.slug)).toEqual(["c", "a", "b"]);
  await expect(readPlan(reader, market.workspace, slug, "a")).resolves.toMatchObject({ name: "a" });
  await expect(readPlan(reader, market.workspace, slug, "z")).rejects.toEqual(refusal("not-found"));
  await expect(readPlan(contextOf(market.stranger), market.workspace, slug, "a")).rejects.toEqual(refusal("not-found"));
});

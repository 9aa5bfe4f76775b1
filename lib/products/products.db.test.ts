import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { readSubscription } from "../subscriptions/read.ts";
import { requestSubscription } from "../subscriptions/request.ts";
import {
  lastPartsChanged,
  type Market,
  offerPlan,
  openApplication,
  openMarket,
  partsChanged,
  race,
  refusal,
} from "../subscriptions/testing.ts";
import { changeProduct } from "./change.ts";
import { createProduct } from "./create.ts";
import { createPlan } from "./create-plan.ts";
import { deleteProduct } from "./delete.ts";
import type { ChangeProductInput } from "./input.ts";
import { publishProduct } from "./publish.ts";
import { listCatalogProducts, listProducts, readCatalogProduct, readProduct } from "./read.ts";
import { retireProduct } from "./retire.ts";
import { unpublishProduct } from "./unpublish.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let apiId: string;
beforeAll(async () => {
  market = await openMarket(db);
  apiId = (await db.api.findFirstOrThrow({ where: { workspaceId: market.workspaceId } })).id;
});

const publisher = () => contextOf(market.publisher);
const newSlug = () => `product-${randomUUID().slice(0, 8)}`;
const draft = async (apis = ["orders"]) =>
  (await createProduct(publisher(), market.workspace, { slug: newSlug(), name: "Orders to go", apis })).slug;
const change = (slug: string, input: ChangeProductInput, version?: number, who = market.publisher) =>
  changeProduct(contextOf(who), market.workspace, slug, input, version);

async function subscribeTo(planId: string): Promise<string> {
  const applicationId = await openApplication(started, market);
  const input = { applicationId, planId, reason: "", answers: {} };
  return (await requestSubscription(contextOf(market.developer), input)).id;
}

describe("creating", () => {
  test("makes a draft that holds APIs of the same workspace", async () => {
    const slug = newSlug();
    const input = { slug, name: "Orders to go", apis: ["orders"], visibility: "signed-in" as const };
    await expect(createProduct(publisher(), market.workspace, input)).resolves.toMatchObject({
      slug,
      state: "draft",
      visibility: "signed-in",
      termsVersion: 1,
      apis: [{ slug: "orders" }],
      plans: [],
      rowVersion: 1,
    });
  });

  test("points at an API that another workspace has", async () => {
    const other = await openMarket(db);
    await db.api.update({
      where: { workspaceId_slug: { workspaceId: other.workspaceId, slug: "orders" } },
      data: { slug: "theirs" },
    });
    await expect(draft(["orders", "theirs"])).rejects.toMatchObject({
      slug: "invalid-input",
      extensions: { errors: [{ pointer: "/apis/1" }] },
    });
  });

  test("is refused for a small role, hidden from strangers, and one slug is taken once", async () => {
    const slug = newSlug();
    const create = (who = market.publisher) =>
      createProduct(contextOf(who), market.workspace, { slug, name: "Orders to go" });
    await expect(create(market.approver)).rejects.toEqual(refusal("not-permitted"));
    await expect(create(market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(create(), create())).resolves.toEqual({ won: 1, lost: [409] });
  });
});

describe("changing", () => {
  test("leaves alone what was not sent, and counts versions of the terms", async () => {
    const slug = await draft();
    await expect(change(slug, { terms: "Be kind." })).resolves.toMatchObject({
      name: "Orders to go",
      terms: "Be kind.",
      termsVersion: 2,
      rowVersion: 2,
    });
    await expect(change(slug, { terms: "Be kind.", name: "Orders" })).resolves.toMatchObject({ termsVersion: 2 });
  });

  test("of the APIs has the plans and those APIs rebuilt", async () => {
    const slug = await draft();
    await change(slug, { apis: [] });
    await expect(lastPartsChanged(db)).resolves.toEqual([partName.api(apiId), partName.plans()]);
  });

  test("is refused on the sight of an older version, and won by one of two", async () => {
    const slug = await draft();
    await change(slug, { name: "Second" }, 1);
    await expect(change(slug, { name: "Third" }, 1)).rejects.toEqual(refusal("precondition-failed"));
    await expect(race(change(slug, { name: "A" }, 2), change(slug, { name: "B" }, 2))).resolves.toEqual({
      won: 1,
      lost: [412],
    });
  });

  test("is refused once retired, for a small role and for strangers", async () => {
    const { product } = await offerPlan(started, market);
    await expect(change(product, { apis: [] })).rejects.toEqual(refusal("wrong-state"));
    await retireProduct(publisher(), market.workspace, product, {});
    await expect(change(product, { name: "Again" })).rejects.toEqual(refusal("wrong-state"));
    const slug = await draft();
    await expect(change(slug, {}, undefined, market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(change(slug, {}, undefined, market.stranger)).rejects.toEqual(refusal("not-found"));
  });
});

describe("publishing", () => {
  const publish = (slug: string, who = market.publisher) => publishProduct(contextOf(who), market.workspace, slug);

  test("opens a product that holds an API and a plan, once", async () => {
    const slug = await draft();
    await expect(publish(slug)).rejects.toEqual(refusal("wrong-state"));
    await createPlan(publisher(), market.workspace, slug, { slug: "pro", name: "Pro" });
    await expect(publish(slug, market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(publish(slug, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(publish(slug), publish(slug))).resolves.toEqual({ won: 1, lost: [409] });
    expect((await partsChanged(db)).at(-1)).toBe(partName.plans());
    await expect(readProduct(contextOf(market.viewer), market.workspace, slug)).resolves.toMatchObject({
      state: "published",
    });
  });
});

describe.each([
  ["unpublishing", unpublishProduct, "draft"],
  ["retiring", retireProduct, "retired"],
] as const)("%s", (_, end, state) => {
  test("asks what becomes of open subscriptions", async () => {
    const { product, planId } = await offerPlan(started, market);
    await subscribeTo(planId);
    await expect(end(publisher(), market.workspace, product, {})).rejects.toMatchObject({
      slug: "still-in-use",
      extensions: { openSubscriptions: 1 },
    });
    await expect(readProduct(publisher(), market.workspace, product)).resolves.toMatchObject({ state: "published" });
  });

  test("keeps them when told so", async () => {
    const { product, planId } = await offerPlan(started, market, { approval: "auto" });
    const id = await subscribeTo(planId);
    const kept = end(publisher(), market.workspace, product, { subscriptions: "keep" });
    await expect(kept).resolves.toMatchObject({ state });
    await expect(readSubscription(publisher(), id)).resolves.toMatchObject({ state: "active" });
  });

  test("cancels them when told so, with the reason, and has them rebuilt", async () => {
    const { product, planId } = await offerPlan(started, market, { approval: "auto" });
    const ids = [await subscribeTo(planId), await subscribeTo(planId)];
    await end(publisher(), market.workspace, product, { subscriptions: "cancel" });
    for (const id of ids) {
      await expect(readSubscription(publisher(), id)).resolves.toMatchObject({
        state: "cancelled",
        decidedBy: { name: "publisher" },
        decisionNote: `Orders to go is ${state}.`,
      });
      expect(await partsChanged(db)).toContain(partName.subscription(id));
    }
    const entry = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry.after).toMatchObject({ state, cancelled: 2 });
  });

  test("is refused for a draft, a small role and strangers; one of two wins", async () => {
    await expect(end(publisher(), market.workspace, await draft(), {})).rejects.toEqual(refusal("wrong-state"));
    const { product } = await offerPlan(started, market);
    const run = (who = market.publisher) => end(contextOf(who), market.workspace, product, {});
    await expect(run(market.approver)).rejects.toEqual(refusal("not-permitted"));
    await expect(run(market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(run(), run())).resolves.toEqual({ won: 1, lost: [409] });
  });
});

describe("deleting", () => {
  const remove = (slug: string, who = market.publisher, version?: number) =>
    deleteProduct(contextOf(who), market.workspace, slug, version);

  test("removes a draft that nobody subscribed to", async () => {
    const slug = await draft();
    await expect(remove(slug, market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(remove(slug, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(remove(slug, market.publisher, 9)).rejects.toEqual(refusal("precondition-failed"));
    await remove(slug);
    await expect(readProduct(publisher(), market.workspace, slug)).rejects.toEqual(refusal("not-found"));
  });

  test("is refused for what is or was offered", async () => {
    const { product, planId } = await offerPlan(started, market);
    await expect(remove(product)).rejects.toEqual(refusal("wrong-state"));
    await subscribeTo(planId);
    await unpublishProduct(publisher(), market.workspace, product, { subscriptions: "cancel" });
    await expect(remove(product)).rejects.toEqual(refusal("still-in-use"));
  });
});

describe("the catalogue", () => {
  const all = { cursor: undefined, limit: 100 };

  test("shows what is published to whom it is visible", async () => {
    const fresh = await openMarket(db);
    const slugs: Record<string, string> = {};
    for (const visibility of ["public", "signed-in", "restricted"] as const) {
      const { product } = await offerPlan(started, fresh);
      await changeProduct(contextOf(fresh.publisher), fresh.workspace, product, { visibility }, undefined);
      slugs[product] = visibility;
    }
    await createProduct(contextOf(fresh.publisher), fresh.workspace, { slug: newSlug(), name: "A draft" });

    const seenBy = async (actor: Parameters<typeof contextOf>[0]) => {
      const { items } = await listCatalogProducts(contextOf(actor), { ...all, workspace: fresh.workspace });
      return items.map(({ slug }) => slugs[slug]).sort();
    };
    await expect(seenBy(anonymous)).resolves.toEqual(["public"]);
    await expect(seenBy(fresh.developer)).resolves.toEqual(["public", "signed-in"]);
    await expect(seenBy(fresh.viewer)).resolves.toEqual(["public", "restricted", "signed-in"]);
    await expect(seenBy(market.viewer)).resolves.toEqual(["public", "signed-in"]);

    const hidden = Object.keys(slugs).find((slug) => slugs[slug] === "restricted") ?? "";
    const read = readCatalogProduct(contextOf(fresh.developer), fresh.workspace, hidden);
    await expect(read).rejects.toEqual(refusal("not-found"));
  });

  test("is searched by name and by API, and paged by name", async () => {
    const fresh = await openMarket(db);
    for (const name of ["Bread", "Apples", "Cheese"]) {
      const { product } = await offerPlan(started, fresh);
      await changeProduct(contextOf(fresh.publisher), fresh.workspace, product, { name }, undefined);
    }
    const scope = { workspace: fresh.workspace };
    const names = async (input: object) =>
      (await listCatalogProducts(contextOf(anonymous), { ...all, ...scope, ...input })).items.map(({ name }) => name);
    await expect(names({ search: "CHEE" })).resolves.toEqual(["Cheese"]);
    await expect(names({ api: "orders" })).resolves.toEqual(["Apples", "Bread", "Cheese"]);
    await expect(names({ api: "parcels" })).resolves.toEqual([]);

    const first = await listCatalogProducts(contextOf(anonymous), { ...scope, cursor: undefined, limit: 2 });
    await expect(names({ cursor: first.nextCursor })).resolves.toEqual(["Cheese"]);
  });
});

test("a workspace's products are listed by slug, found by text and state", async () => {
  const fresh = await openMarket(db);
  const ctx = contextOf(fresh.publisher);
  for (const slug of ["b", "a", "c"]) await createProduct(ctx, fresh.workspace, { slug, name: `Product ${slug}` });
  const list = async (input: object) =>
    (await listProducts(ctx, fresh.workspace, { cursor: undefined, limit: 2, ...input })).items.map(({ slug }) => slug);
  const { nextCursor } = await listProducts(ctx, fresh.workspace, { cursor: undefined, limit: 2 });
  await expect(list({})).resolves.toEqual(["a", "b"]);
  await expect(list({ cursor: nextCursor })).resolves.toEqual(["c"]);
  await expect(list({ search: "product C" })).resolves.toEqual(["c"]);
  await expect(list({ state: "published" })).resolves.toEqual([]);
  const foreign = listProducts(contextOf(market.viewer), fresh.workspace, { cursor: undefined, limit: 2 });
  await expect(foreign).rejects.toEqual(refusal("not-found"));
});

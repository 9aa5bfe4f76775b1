import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { readSubscription } from "../subscriptions/read.ts";
import {
  type Market,
  openApplication,
  openMarket,
  partsChanged,
  race,
  refusal,
  subscribe,
} from "../subscriptions/testing.ts";
import { archiveApplication } from "./archive.ts";
import { changeApplication } from "./change.ts";
import { createApplication } from "./create.ts";
import { listApplicationsInput } from "./input.ts";
import { listApplications, readApplication } from "./read.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

const named = (name: string) => ({ name, description: "" });

describe("creating", () => {
  test("falls to the personal team when none is named", async () => {
    const team = await db.team.create({ data: { name: "Mine", personalOf: market.developer.id } });
    const developer = { ...market.developer, teams: new Map([[team.id, "owner" as const]]) };
    await expect(createApplication(contextOf(developer), named("Checkout"))).resolves.toMatchObject({
      name: "Checkout",
      team: { id: team.id, name: "Mine", isPersonal: true },
      archivedAt: null,
    });
  });

  test("is refused for another team, and without any", async () => {
    const input = { ...named("Checkout"), teamId: market.teamId };
    await expect(createApplication(contextOf(market.stranger), input)).rejects.toEqual(refusal("not-found"));
    const lonely = createApplication(contextOf(market.stranger), named("Checkout"));
    await expect(lonely).rejects.toEqual(refusal("invalid-input"));
  });
});

describe("changing", () => {
  const change = (id: string, name: string, version?: number, who = market.developer) =>
    changeApplication(contextOf(who), id, { name }, version);

  test("is open to the whole team, on the sight of the present version", async () => {
    const id = await openApplication(started, market);
    await expect(change(id, "Till", 1, market.colleague)).resolves.toMatchObject({ name: "Till", rowVersion: 2 });
    await expect(change(id, "Counter", 1)).rejects.toEqual(refusal("precondition-failed"));
    await expect(race(change(id, "A", 2), change(id, "B", 2))).resolves.toEqual({ won: 1, lost: [412] });
    await expect(change(id, "Mine", undefined, market.stranger)).rejects.toEqual(refusal("not-found"));
  });

  test("is refused once archived", async () => {
    const id = await openApplication(started, market);
    await archiveApplication(contextOf(market.developer), id, {});
    await expect(change(id, "Till")).rejects.toEqual(refusal("wrong-state"));
  });
});

describe("archiving", () => {
  const archive = (id: string, subscriptions?: "cancel", who = market.developer) =>
    archiveApplication(contextOf(who), id, subscriptions ? { subscriptions } : {});

  test("asks before it cancels open subscriptions, and then says why to each", async () => {
    const subscriptionId = await subscribe(started, market, { approval: "auto" });
    const { application } = await readSubscription(contextOf(market.developer), subscriptionId);
    await expect(archive(application.id)).rejects.toMatchObject({
      slug: "still-in-use",
      extensions: { openSubscriptions: 1 },
    });
    await expect(archive(application.id, "cancel")).resolves.toMatchObject({ archivedAt: expect.any(String) });
    await expect(readSubscription(contextOf(market.developer), subscriptionId)).resolves.toMatchObject({
      state: "cancelled",
      decisionNote: "Checkout is archived.",
    });
    expect((await partsChanged(db)).at(-1)).toBe(partName.subscription(subscriptionId));
  });

  test("is done once, by the team", async () => {
    const id = await openApplication(started, market);
    await expect(archive(id, undefined, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(archive(id), archive(id))).resolves.toEqual({ won: 1, lost: [409] });
  });
});

test("a team's applications are listed newest first, archived ones apart", async () => {
  const fresh = await openMarket(db);
  const ctx = contextOf(fresh.developer);
  const ids: string[] = [];
  for (const name of ["Till", "Counter", "Shelf"]) {
    ids.push((await createApplication(ctx, { ...named(name), teamId: fresh.teamId })).id);
  }
  await archiveApplication(ctx, ids[1] ?? "", {});
  const list = async (query: object, who = fresh.developer) =>
    (await listApplications(contextOf(who), listApplicationsInput.parse(query))).items.map(({ id }) => id);

  await expect(list({})).resolves.toEqual([ids[2], ids[0]]);
  await expect(list({ archived: "true" })).resolves.toEqual([ids[1]]);
  await expect(list({ search: "TILL" })).resolves.toEqual([ids[0]]);
  await expect(list({ team: fresh.teamId }, fresh.stranger)).resolves.toEqual([]);
  await expect(readApplication(contextOf(fresh.colleague), ids[0] ?? "")).resolves.toMatchObject({ name: "Till" });
  const foreign = readApplication(contextOf(fresh.stranger), ids[0] ?? "");
  await expect(foreign).rejects.toEqual(refusal("not-found"));
});

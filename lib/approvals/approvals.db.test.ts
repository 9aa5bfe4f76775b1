import { beforeAll, describe, expect, test } from "vitest";
import { submitRevision } from "../catalog/submit-revision.ts";
import { openWorkshop, type Workshop } from "../catalog/testing.ts";
import { testDatabase } from "../db/testing.ts";
import { listSubscriptionsInput } from "../subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "../subscriptions/read.ts";
import { type Market, openMarket, refusal, subscribe } from "../subscriptions/testing.ts";
import { changeWorkspace } from "../workspaces/change.ts";
import { listReviews } from "./list-reviews.ts";
import { readWaiting } from "./read-waiting.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let workshop: Workshop;
let request: string;
let api: string;
beforeAll(async () => {
  market = await openMarket(db);
  workshop = openWorkshop(started, () => market);
  request = await subscribe(started, market);
  const draft = await workshop.draftApi();
  api = draft.slug;
  await submitRevision(contextOf(market.publisher), workshop.placeOf(draft));
});

const waitingFor = (who = market.approver) => readWaiting(contextOf(who), market.workspace);

describe("what waits", () => {
  test("is counted for whoever may decide on it, with the time of the oldest request", async () => {
    const { oldestAt, ...counts } = await waitingFor();
    expect(counts).toEqual({ subscriptions: 1, revisions: 1 });
    expect(oldestAt).toEqual(expect.any(String));
  });

  test.each([
    ["a viewer, who decides on nothing", () => market.viewer, { subscriptions: 0, revisions: 0 }],
    ["its publisher, who made the revision", () => market.publisher, { subscriptions: 0, revisions: 0 }],
    ["an owner in the applicant's team", () => market.colleague, { subscriptions: 0, revisions: 1 }],
  ])("is less for %s", async (_words, who, counts) => {
    expect(await waitingFor(who())).toMatchObject(counts);
  });

  test("includes own requests once the workspace allows deciding on them", async () => {
    await changeWorkspace(contextOf(market.colleague), market.workspace, { mayDecideOwnRequest: true }, undefined);
    expect(await waitingFor(market.colleague)).toMatchObject({ subscriptions: 1, revisions: 1 });
    expect(await waitingFor(market.publisher)).toMatchObject({ revisions: 1 });
    await changeWorkspace(contextOf(market.colleague), market.workspace, { mayDecideOwnRequest: false }, undefined);
  });

  test("does not exist for a stranger", async () => {
    await expect(waitingFor(market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(listReviews(contextOf(market.stranger), market.workspace, { limit: 5 })).rejects.toEqual(
      refusal("not-found"),
    );
  });
});

test("reviews say what is submitted, by whom, and who may decide", async () => {
  const reviews = async (who = market.approver) =>
    (await listReviews(contextOf(who), market.workspace, { limit: 5 })).items;
  expect(await reviews()).toMatchObject([
    {
      api: { slug: api },
      version: "v1",
      revision: 1,
      operations: 2,
      liveRevision: null,
      submittedBy: { name: "publisher" },
      mayDecide: true,
    },
  ]);
  expect(await reviews(market.publisher)).toMatchObject([{ mayDecide: false }]);
  expect(await reviews(market.viewer)).toMatchObject([{ mayDecide: false }]);
});

test.each([
  ["mine", () => market.colleague, 1],
  ["others", () => market.colleague, 0],
  ["mine", () => market.approver, 0],
  ["others", () => market.approver, 1],
])("requests of the side %s are told apart by person and team", async (side, who, count) => {
  const input = listSubscriptionsInput.parse({ side, state: ["submitted"] });
  const { items } = await listWorkspaceSubscriptions(contextOf(who()), market.workspace, input);
  expect(items.map(({ id }) => id)).toEqual(count === 1 ? [request] : []);
});

test("a request that a service made waits for everybody", async () => {
  await db.subscription.update({ where: { id: request }, data: { requestedById: null } });
  expect(await waitingFor()).toMatchObject({ subscriptions: 1 });
  const input = listSubscriptionsInput.parse({ side: "others" });
  expect((await listWorkspaceSubscriptions(contextOf(market.approver), market.workspace, input)).items).toHaveLength(1);
});

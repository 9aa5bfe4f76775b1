import { beforeAll, expect, test } from "vitest";
import { archiveApplication } from "../applications/archive.ts";
import { testDatabase } from "../db/testing.ts";
import { archivePlan } from "../products/archive-plan.ts";
import { changeProduct } from "../products/change.ts";
import { createPlan } from "../products/create-plan.ts";
import { unpublishProduct } from "../products/unpublish.ts";
import { partName } from "../publishing/mark-changed.ts";
import { cancelSubscription } from "./cancel.ts";
import { requestSubscription } from "./request.ts";
import { type Market, offerPlan, openApplication, openMarket, partsChanged, race, refusal } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

const request = (
  input: { applicationId: string; planId: string; acceptedTermsVersion?: number },
  who = market.developer,
) => requestSubscription(contextOf(who), { reason: "Go-live in May", answers: {}, ...input });

test("a request waits for an approver, with all that an approver weighs", async () => {
  const questions = [{ name: "load", label: "Expected load", required: true }];
  const { planId, product } = await offerPlan(started, market, { questions });
  const applicationId = await openApplication(started, market);
  const view = await requestSubscription(contextOf(market.developer), {
    applicationId,
    planId,
    reason: "Go-live in May",
    answers: { load: "40 calls/min" },
  });

  expect(view).toMatchObject({
    state: "submitted",
    application: { id: applicationId, name: "Checkout", activeSubscriptions: 0 },
    team: { id: market.teamId, name: "Buyers", isPersonal: false, members: 2 },
    applicant: { name: "developer", email: market.developer.email },
    product: { slug: product, apis: [{ slug: "orders", name: "orders" }] },
    plan: { id: planId, slug: "pro", questions },
    reason: "Go-live in May",
    answers: { load: "40 calls/min" },
    startsAt: null,
    endsAt: null,
    actions: ["cancel"],
  });
  const entry = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(entry).toMatchObject({ action: "subscription.request", subjectId: view.id, workspaceId: market.workspaceId });
  expect(await partsChanged(db)).toContain(partName.subscription(view.id));
});

test("a plan that says auto grants at once, from now to the end of its duration", async () => {
  const { planId } = await offerPlan(started, market, { approval: "auto", duration: "7d" });
  const applicationId = await openApplication(started, market);
  const ctx = contextOf(market.developer, new Date("2026-11-20T10:00:00.000Z"));
  await expect(requestSubscription(ctx, { applicationId, planId, reason: "", answers: {} })).resolves.toMatchObject({
    state: "active",
    startsAt: "2026-11-20T10:00:00.000Z",
    endsAt: "2026-11-27T10:00:00.000Z",
  });
});

test("the terms of use are accepted in the version that holds now, which is recorded", async () => {
  const { planId, product } = await offerPlan(started, market, {}, "Be kind.");
  const applicationId = await openApplication(started, market);
  await changeProduct(contextOf(market.publisher), market.workspace, product, { terms: "Be kinder." }, undefined);

  await expect(request({ applicationId, planId })).rejects.toEqual(refusal("invalid-input"));
  await expect(request({ applicationId, planId, acceptedTermsVersion: 1 })).rejects.toEqual(refusal("invalid-input"));
  await expect(request({ applicationId, planId, acceptedTermsVersion: 2 })).resolves.toMatchObject({
    acceptedTermsVersion: 2,
  });
});

test("a required question is answered", async () => {
  const questions = [{ name: "load", label: "Expected load", required: true }];
  const { planId } = await offerPlan(started, market, { questions });
  const applicationId = await openApplication(started, market);
  await expect(request({ applicationId, planId })).rejects.toEqual(refusal("invalid-input"));
});

test("an application takes no more places than the plan allows, also when two ask at once", async () => {
  const { planId } = await offerPlan(started, market, { subscriptionsPerApplicationMax: 2 });
  const applicationId = await openApplication(started, market);
  const first = await request({ applicationId, planId });
  await expect(race(request({ applicationId, planId }), request({ applicationId, planId }))).resolves.toEqual({
    won: 1,
    lost: [409],
  });
  await cancelSubscription(contextOf(market.developer), first.id, {});
  await expect(request({ applicationId, planId })).resolves.toMatchObject({ state: "submitted" });
});

test("only what is on offer is asked for", async () => {
  const { planId, product } = await offerPlan(started, market);
  const ctx = contextOf(market.publisher);
  await createPlan(ctx, market.workspace, product, { slug: "free", name: "Free" });
  const applicationId = await openApplication(started, market);

  await archivePlan(ctx, market.workspace, product, "pro", undefined);
  await expect(request({ applicationId, planId })).rejects.toEqual(refusal("not-found"));

  const other = await offerPlan(started, market);
  await unpublishProduct(ctx, market.workspace, other.product, {});
  await expect(request({ applicationId, planId: other.planId })).rejects.toEqual(refusal("not-found"));
});

test("a restricted product is on offer to members of its workspace only", async () => {
  const { planId, product } = await offerPlan(started, market);
  const applicationId = await openApplication(started, market);
  const visibility = "restricted" as const;
  await changeProduct(contextOf(market.publisher), market.workspace, product, { visibility }, undefined);
  await expect(request({ applicationId, planId })).rejects.toEqual(refusal("not-found"));
  await expect(request({ applicationId, planId }, market.colleague)).resolves.toMatchObject({ state: "submitted" });
});

test("nobody asks for another team's application, or for an archived one", async () => {
  const { planId } = await offerPlan(started, market);
  const applicationId = await openApplication(started, market);
  await expect(request({ applicationId, planId }, market.stranger)).rejects.toEqual(refusal("not-found"));
  await archiveApplication(contextOf(market.developer), applicationId, {});
  await expect(request({ applicationId, planId })).rejects.toEqual(refusal("wrong-state"));
});

test("a token without the scope does not ask", async () => {
  const { planId } = await offerPlan(started, market);
  const applicationId = await openApplication(started, market);
  const narrow = { ...market.developer, scopes: new Set(["application.read"] as const) };
  await expect(request({ applicationId, planId }, narrow)).rejects.toEqual(refusal("not-permitted"));
});

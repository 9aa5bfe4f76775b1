import { expect, test } from "vitest";
import { newPlanForm, planForm, rightParts } from "./plan-checks.ts";
import { emptyPlan, toPlanValues, usualPlan } from "./products.ts";

const named = { ...emptyPlan, slug: "pro", name: "Pro" };

test("what people type becomes what the server reads", () => {
  const values = {
    ...named,
    rateLimit: [{ calls: "10,000", renewalPeriod: "1m" }],
    hasQuota: true,
    quota: { calls: "2 000 000", bandwidth: "", renewalPeriod: "30d" },
    duration: " 365d ",
  };
  expect(newPlanForm.parse(values)).toMatchObject({
    rateLimit: [{ calls: 10_000, renewalPeriod: "1m" }],
    quota: { calls: 2_000_000, renewalPeriod: "30d" },
    duration: "365d",
    subscriptionsPerApplicationMax: 1,
  });
});

test("what is right already is known while the rest is still being written", () => {
  const values = { ...emptyPlan, rateLimit: [{ calls: "1,000", renewalPeriod: "1m" }], duration: "soon" };
  expect(rightParts(values)).toMatchObject({ rateLimit: [{ calls: 1_000, renewalPeriod: "1m" }], approval: "manual" });
  expect(rightParts(values)).not.toHaveProperty("duration");
});

test("before anything is written, what is right is what a plan usually says", () => {
  const { name: _, ...terms } = usualPlan;
  expect(rightParts(emptyPlan)).toEqual(terms);
});

test("without a quota there is none, whatever stands in its fields", () => {
  const values = { ...named, quota: { calls: "nonsense", bandwidth: "", renewalPeriod: "30d" } };
  expect(newPlanForm.parse(values)).toMatchObject({ quota: null, duration: null });
});

test.each([
  ["a limit that is no number", { rateLimit: [{ calls: "many", renewalPeriod: "1m" }] }, ["rateLimit", 0, "calls"]],
  ["a quota of nothing", { hasQuota: true }, ["quota"]],
  ["an empty count", { subscriptionsPerApplicationMax: "" }, undefined],
  ["a duration that is none", { duration: "soon" }, ["duration"]],
])("%s is told at its place", (_words, wrong, path) => {
  expect(newPlanForm.safeParse({ ...named, ...wrong }).error?.issues[0]?.path).toEqual(path);
});

test("a plan goes through its form unchanged", () => {
  const plan = {
    name: "Pro",
    summary: "",
    price: "€ 90 a month",
    approval: "manual" as const,
    subscriptionsPerApplicationMax: 2,
    duration: "30d",
    rateLimit: [{ calls: 10, renewalPeriod: "1s" }],
    quota: { calls: 5_000, bandwidth: "1GiB", renewalPeriod: "1d" },
    questions: [{ name: "useCase", label: "What for?", required: true }],
  };
  const whole = { ...plan, id: "", slug: "pro", rowVersion: 1, createdAt: "", archivedAt: null };
  expect(planForm.parse(toPlanValues(whole))).toEqual(plan);
});

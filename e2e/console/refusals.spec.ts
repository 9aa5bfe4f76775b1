import { expect } from "@playwright/test";
import { fillSignIn, test } from "./world.ts";

const everyPage = [
  "",
  "/apis",
  "/apis/harvest/versions/v1/revisions/1",
  "/approvals",
  "/approvals/mine",
  "/approvals/decided",
  "/subscriptions",
  "/developers",
  "/products",
  "/products/starter",
  "/backends",
  "/policies",
  "/named-values",
  "/usage",
  "/members",
  "/settings",
];
const publishersOnly = ["/products/new", "/products/starter/plans/new", "/products/starter/plans/pro"];
const ownersOnly = ["/settings/tokens"];
const administratorsOnly = [
  "gateways",
  "gateways/register",
  "groups/new",
  "groups/default",
  "snapshots",
  "snapshots/default/1",
  "workspaces",
  "workspaces/new",
  "users",
  "tokens",
  "jobs",
  "mail",
  "audit",
].map((page) => `/console/installation/${page}`);

test("another workspace is as if it were not there, for an administrator too", async ({ world, signedIn }) => {
  const page = await signedIn("stranger");
  for (const path of [...everyPage, ...publishersOnly, ...ownersOnly, "/audit"]) {
    expect((await page.goto(`/console/${world.staff.workspace}${path}`))?.status(), path).toBe(404);
  }
  await page.goto("/console");
  await expect(page.getByRole("heading", { name: "You are in no workspace yet" })).toBeVisible();
  const administrator = await signedIn("administrator");
  expect((await administrator.goto(`/console/${world.staff.workspace}/audit`))?.status()).toBe(404);
});

test("a viewer reads everything and is refused what is for others", async ({ world, signedIn }) => {
  const page = await signedIn("viewer");
  const at = `/console/${world.staff.workspace}`;
  for (const path of everyPage) expect((await page.goto(`${at}${path}`))?.status(), path).toBe(200);
  await expect(page.getByRole("link", { name: "Gateways" })).toHaveCount(0);
  expect((await page.goto(`${at}/nothing-of-this-name`))?.status()).toBe(404);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  for (const path of [...[...publishersOnly, ...ownersOnly].map((below) => `${at}${below}`), ...administratorsOnly]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not permit this" })).toBeVisible();
  }
});

test("whoever is signed out is led to the sign-in, and back to the page", async ({ page, world }) => {
  const path = `/console/${world.staff.workspace}/subscriptions?state=active`;
  for (const closed of [path, ...administratorsOnly]) expect((await page.goto(closed))?.status(), closed).toBe(401);
  await page.goto(path);
  await page.getByRole("link", { name: "Sign in" }).last().click();
  await fillSignIn(page, (await world.account("viewer")).email);
  await expect(page).toHaveURL(path);
  await expect(page.getByRole("heading", { name: "Subscriptions", level: 1 })).toBeVisible();
});

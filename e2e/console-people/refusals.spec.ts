import { expect } from "@playwright/test";
import { test } from "./world.ts";

const everyPage = [
  "",
  "/approvals",
  "/approvals/mine",
  "/approvals/decided",
  "/subscriptions",
  "/developers",
  "/products",
  "/products/starter",
  "/usage",
  "/members",
  "/settings",
];
const publishersOnly = ["/products/new", "/products/starter/plans/new", "/products/starter/plans/pro"];
const ownersOnly = ["/settings/tokens"];

test("another workspace is as if it were not there", async ({ world, signedIn }) => {
  const { page } = await signedIn(undefined);
  for (const path of [...everyPage, ...publishersOnly, ...ownersOnly]) {
    expect((await page.goto(`/console/${world.staff.workspace}${path}`))?.status(), path).toBe(404);
  }
  await page.goto("/console");
  await expect(page.getByRole("heading", { name: "You are in no workspace yet" })).toBeVisible();
});

test("a viewer reads everything and is refused what is for others", async ({ world, signedIn }) => {
  const { page } = await signedIn("viewer");
  const at = `/console/${world.staff.workspace}`;
  for (const path of everyPage) expect((await page.goto(`${at}${path}`))?.status(), path).toBe(200);
  for (const path of [...publishersOnly, ...ownersOnly]) {
    expect((await page.goto(`${at}${path}`))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not permit this" })).toBeVisible();
  }
});

test("whoever is signed out is led to the sign-in, and back to the page", async ({ page, world }) => {
  const path = `/console/${world.staff.workspace}/subscriptions?state=active`;
  expect((await page.goto(`${world.origin}${path}`))?.status()).toBe(401);
  const link = page.getByRole("link", { name: "Sign in" }).last();
  await expect(link).toHaveAttribute("href", `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
});

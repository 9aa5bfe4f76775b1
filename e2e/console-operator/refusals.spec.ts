import { expect } from "@playwright/test";
import { fillSignIn, signIn, test } from "./world.ts";

const installationPages = [
  "/console/installation/gateways",
  "/console/installation/gateways/register",
  "/console/installation/groups/new",
  "/console/installation/groups/default",
  "/console/installation/snapshots",
  "/console/installation/snapshots/default/1",
  "/console/installation/workspaces",
  "/console/installation/workspaces/new",
  "/console/installation/users",
  "/console/installation/tokens",
  "/console/installation/jobs",
  "/console/installation/audit",
];

test("whoever is signed out is led to the sign-in, and back to the page", async ({ page, world }) => {
  for (const path of [...installationPages, `/console/${world.workspace}/audit`]) {
    expect((await page.goto(path))?.status(), path).toBe(401);
  }
  await page.goto("/console/installation/snapshots?group=default");
  await page.getByRole("link", { name: "Sign in" }).last().click();
  await fillSignIn(page, world.admin);
  await expect(page).toHaveURL("/console/installation/snapshots?group=default");
  await expect(page.getByRole("heading", { name: "Snapshots", level: 1 })).toBeVisible();
});

test("whoever is no administrator may not open the pages of the installation, nor is offered them", async ({
  page,
  world,
}) => {
  await signIn(page, world.member, `/console/${world.workspace}/audit`);
  await expect(page.getByRole("link", { name: "Gateways" })).toHaveCount(0);
  for (const path of installationPages) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not permit this" })).toBeVisible();
  }
});

test("the log of somebody else's workspace is as if it were not there, also for an administrator", async ({
  page,
  world,
}) => {
  const path = `/console/${world.workspace}/audit`;
  await signIn(page, world.stranger, "/sign-in");
  expect((await page.goto(path))?.status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, world.admin, "/console/installation/gateways");
  expect((await page.goto(path))?.status()).toBe(404);
  expect((await page.goto("/console/no-such-workspace/audit"))?.status()).toBe(404);
});

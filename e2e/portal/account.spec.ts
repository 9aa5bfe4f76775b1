import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { complaintsOf } from "../design-system/axe.ts";
import { enter, mailedLink, signIn, test } from "./world.ts";

const PASSWORD = "a sentence of seven words, or so";

test("a stranger signs up, comes back to where they were, and confirms the address", async ({
  page,
  browser,
  world,
}) => {
  const complaints = complaintsOf(page);
  const email = `new-${randomUUID()}@example.com`;
  await page.goto("/account");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Create one" }).click();
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Zoë 👩‍🔧 <script>alert(1)</script>");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).dblclick();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText("Not confirmed")).toBeVisible();

  const operator = await browser.newContext({ baseURL: world.origin });
  await enter(operator, world, world.admin);
  await page.goto(await mailedLink(await operator.newPage(), "Confirm your e-mail address", email));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
  // being sent to the sign-in is the one thing that the browser may complain about
  expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
  await operator.close();
});

test("a forgotten password is replaced once, and who asks learns nothing", async ({
  page,
  browser,
  world,
  developer,
}) => {
  const { account } = await developer();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  for (const email of [`nobody-${randomUUID()}@example.com`, account.email]) {
    await page.waitForLoadState("networkidle");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: /^Send/ }).click();
    await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
  }
  const operator = await browser.newContext({ baseURL: world.origin });
  await enter(operator, world, world.admin);
  const link = await mailedLink(await operator.newPage(), "Choose a new password", account.email);
  await operator.close();

  await page.goto(link);
  await page.waitForLoadState("networkidle");
  await page.getByRole("textbox", { name: "New password" }).fill("short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("textbox", { name: "New password" })).toHaveAccessibleDescription(
    /at least 10 characters/,
  );
  await page.getByRole("textbox", { name: "New password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();

  await page.reload();
  await page.waitForLoadState("networkidle");
  await page.getByRole("textbox", { name: "New password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The link does not work any more");
  await page.goto("/sign-in?callbackUrl=/usage");
  await signIn(page, { email: account.email, password: PASSWORD });
  await expect(page).toHaveURL(/\/usage$/);
});

test("signing in works without JavaScript, and a refusal keeps the way back", async ({ browser, world, developer }) => {
  const { account } = await developer();
  const context = await browser.newContext({ baseURL: world.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in?callbackUrl=/usage");
  for (const password of ["a wrong password", account.password]) {
    await page.getByLabel("E-mail address").fill(account.email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    if (password === account.password) continue;
    await expect(page.getByRole("main").getByRole("alert")).toContainText("do not match");
    expect(page.url()).not.toContain("password=");
  }
  await expect(page).toHaveURL(`${world.origin}/usage`);
  await context.close();
});

test("a session that was ended elsewhere leads to the sign-in and back", async ({ browser, world, developer }) => {
  const here = await developer();
  const there = await browser.newContext({ baseURL: world.origin, userAgent: "Mozilla/5.0 (iPad) Safari/604.1" });
  await enter(there, world, here.account);
  await here.goto("/account/sessions");
  await here.waitForLoadState("networkidle");
  await here.getByRole("button", { name: /End the session of Safari on iPad/ }).click();
  await expect(here.getByText("Safari on iPad")).toBeHidden();

  const page = await there.newPage();
  await page.goto("/account/tokens");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await signIn(page, here.account);
  await expect(page).toHaveURL(/\/account\/tokens$/);
  await there.close();
});

test("an access token is shown once, does what it may, and nothing once it is revoked", async ({
  world,
  developer,
}) => {
  const page = await developer();
  await page.goto("/account/tokens");
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Choose at least one.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("deploy script");
  await page.getByRole("checkbox", { name: "application.read" }).click();
  await page.getByRole("button", { name: "Create token" }).dblclick();
  const token = await page.getByRole("region", { name: "Token" }).textContent();
  await expect(page.getByRole("button", { name: "Revoke deploy script" })).toHaveCount(1);

  const answers = async (path: string) =>
    (await fetch(`${world.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect([await answers("/applications"), await answers("/me")]).toEqual([200, 403]);
  await page.reload();
  await page.waitForLoadState("networkidle");
  await expect(page.getByText(token ?? "")).toBeHidden();
  await page.getByRole("button", { name: "Revoke deploy script" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  expect(await answers("/applications")).toBe(401);
});

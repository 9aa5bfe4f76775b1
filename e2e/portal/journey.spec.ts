import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { complaintsOf } from "../design-system/axe.ts";
import { until } from "../support/until.ts";
import { callWith, enter, mailedLink, signIn, test, type World } from "./world.ts";

const OPERATION = "/apis/fernwood/orders/v1/listOrders";
const NAME = "Noor Lindqvist";
const APPLICATION = "Greenhouse tracker";

// a long way, with three people and a gateway
test.setTimeout(300_000);

test("a stranger finds an API, gets a plan approved, and calls it until the key is revoked", async ({
  page,
  browser,
  world,
}) => {
  const complaints = complaintsOf(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await findOperation(page);
  await signUpFromHere(page, browser, world);
  await askForPlan(page);
  await approveByKeyboard(browser, world);
  await expect(page.getByText("Calls are let through")).toBeVisible();

  const key = await makeKey(page, "Laptop");
  const curl = await copied(page.getByRole("region", { name: /in curl$/ }).locator("xpath=../.."), "Copy");
  expect(curl).toContain(`=${key}`);
  await until("the key at the gateway", async () => (await pasted(curl)) === "200");
  await tryOperation(page);

  await page.goto("/usage?range=1h&by=operation");
  await expect(page.getByRole("cell", { name: /listOrders/ })).toBeVisible({ timeout: 60_000 });

  await page.goto("/subscriptions");
  await page.getByRole("link", { name: "Order desk · Business" }).click();
  await rotateAndRevoke(page, /'(http[^']+)'/.exec(curl)?.[1] ?? "", key);
  expect(complaints).toEqual([]);
});

async function findOperation(page: Page) {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.keyboard.press("/");
  await page.keyboard.type("list orders");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/catalog\?q=list(\+|%20)orders/);
  await page.locator(`a[href="${OPERATION}"]`).click();
  await expect(page.getByRole("heading", { level: 1, name: "List orders" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Answers" })).toBeVisible();
  await page.getByRole("link", { name: "Fernwood Orders" }).first().click();
  await page.getByRole("link", { name: "Order desk", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Order desk" })).toBeVisible();
}

async function signUpFromHere(page: Page, browser: Browser, world: World) {
  const account = { email: `new-${randomUUID()}@example.com`, password: "seven words make a good long password" };
  await page
    .getByRole("link", { name: /^(Subscribe|Ask for).*Business/ })
    .first()
    .click();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Create one" }).click();
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Name").fill(NAME);
  await page.getByLabel("E-mail address").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Order desk|Business/ })).toBeVisible();

  const operator = await browser.newContext({ baseURL: world.origin });
  await enter(operator, world, world.admin);
  const form = page.url();
  await page.goto(await mailedLink(await operator.newPage(), "Confirm your e-mail address", account.email));
  await operator.close();
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await page.goto(form, { waitUntil: "networkidle" });
}

async function askForPlan(page: Page) {
  await page.getByLabel("Name of the new application").fill(APPLICATION);
  await page.getByLabel("What for").fill("Shows growers what is on its way.");
  await page.getByRole("button", { name: "Ask for the plan" }).click();
  await expect(page.getByText("Waiting for approval")).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Signs in and decides without a mouse. */
async function approveByKeyboard(browser: Browser, world: World) {
  const context = await browser.newContext({ baseURL: world.origin, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("/sign-in?callbackUrl=/console/fernwood/approvals");
  await signIn(page, world.demoApprover);
  await expect(page.getByRole("heading", { level: 1, name: /Approvals|Waiting/ })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const chosen = page.locator("[data-inbox-detail]");
  await expect(async () => {
    if ((await chosen.textContent())?.includes(NAME)) return;
    await page.keyboard.press("j");
    await expect(chosen).toContainText(NAME, { timeout: 200 });
  }).toPass();
  await page.keyboard.press("a");
  await expect(page.getByRole("row", { name: NAME }).getByText("approved")).toBeVisible();
  await context.close();
}

async function makeKey(page: Page, label: string): Promise<string> {
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByLabel("Label").fill(label);
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText(`${label} is made`)).toBeVisible();
  const key = await copied(page.getByRole("main"), "Copy key");
  expect(key).toMatch(/^gh_live_/);
  return key;
}

async function copied(within: ReturnType<Page["locator"]>, name: string): Promise<string> {
  await within.getByRole("button", { name, exact: true }).click();
  return within.page().evaluate(() => navigator.clipboard.readText());
}

/** The status that a terminal sees when the sample is pasted into it. */
async function pasted(sample: string): Promise<string> {
  const silent = `curl() { command curl --silent --output /dev/null --write-out '%{http_code}' "$@"; }`;
  const { stdout } = await promisify(execFile)("sh", ["-c", `${silent}\n${sample}`]);
  return stdout;
}

/** The key that was made in this tab is in its place already. */
async function tryOperation(page: Page) {
  await page.goto(OPERATION, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Try it" }).click();
  const dialog = page.getByRole("dialog", { name: "Try it" });
  await expect(dialog.getByLabel("Call as")).toContainText(`${APPLICATION} · Business`);
  await dialog.getByRole("button", { name: "Send" }).click();
  const answer = dialog.getByRole("region", { name: "Answer", exact: true });
  await expect(answer).toContainText("200 OK");
  await expect(answer).toContainText(/\d ms/);
  await expect(answer).toContainText('"items"');
  await expect(answer.getByText(/^Request/)).toBeVisible();
}

async function rotateAndRevoke(page: Page, url: string, old: string) {
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Replace Laptop" }).click();
  await dialog.getByRole("button", { name: "Make the new key" }).click();
  await expect(page.getByText("replaced", { exact: true })).toBeVisible();
  const fresh = (await page.getByRole("region", { name: "Key", exact: true }).textContent()) ?? "";
  await until("the new key at the gateway", async () => (await callWith(url, fresh)) === 200);
  expect(await callWith(url, old)).toBe(200);

  const row = page.getByRole("row").filter({ hasText: "replaced" });
  await row.getByRole("button", { name: /^Revoke/ }).click();
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("revoked", { exact: true })).toBeVisible();
  await until("the old key refused", async () => (await callWith(url, old)) === 401);
  expect(await callWith(url, fresh)).toBe(200);
}

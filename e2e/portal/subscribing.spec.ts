import { expect, type Page } from "@playwright/test";
import { complaintsOf } from "../design-system/axe.ts";
import { until } from "../support/until.ts";
import { callWith, test } from "./world.ts";

const NAUGHTY = `👩‍👩‍👧 שלום Z͑ͫ̓ <script>alert(1)</script> "' -- {{7*7}}`;

test("a plan that grants at once leads to a key and a call that answers, whatever goes wrong on the way", async ({
  world,
  developer,
}) => {
  const page = await developer();
  const complaints = complaintsOf(page);
  await page.goto(`${world.product}/subscribe?plan=free`);
  await page.waitForLoadState("networkidle");
  const submit = page.getByRole("button", { name: "Subscribe and make a key" });
  const name = page.getByLabel("Name of the new application");
  await submit.click();
  await expect(name).toHaveAccessibleDescription("Fill this in.");
  await expect(page.getByText("The terms of use have to be accepted.")).toBeVisible();
  await page.getByRole("checkbox", { name: /I accept the terms/ }).click();
  await name.fill("x".repeat(101));
  await submit.click();
  await expect(name).toHaveAccessibleDescription("At most 100 characters.");
  await name.fill(NAUGHTY);
  await page.getByLabel("What for").fill("x".repeat(10_000));
  await submit.click();
  await expect(page.getByLabel("What for")).toHaveAccessibleDescription(/At most 2000 characters/);
  await page.getByLabel("What for").fill(NAUGHTY);

  await page.context().setOffline(true);
  await submit.click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Nothing that you typed is lost");
  await page.context().setOffline(false);
  await submit.dblclick();
  const key = (await page.getByRole("region", { name: "Key", exact: true }).textContent()) ?? "";
  expect(key).toMatch(/^gh_live_/);

  const curl = (await page.getByRole("region", { name: /in curl$/ }).textContent()) ?? "";
  expect(curl).toContain(`=${key}`);
  const url = /'(http[^']+)'/.exec(curl)?.[1] ?? "";
  await until("the key at the gateway", async () => (await callWith(url, key)) === 200);
  const { items } = await (await page.request.get("/api/v1/applications")).json();
  expect(items.map((item: { name: string }) => item.name)).toEqual([NAUGHTY]);
  expect(items[0].openSubscriptions).toBe(1);

  await page.getByRole("link", { name: "Go to the subscription" }).click();
  await expect(page.getByText("Calls are let through")).toBeVisible();
  await expect(page.getByText(key)).toBeHidden();
  await replaceAndRevoke(page, url, key);
  await page.goto("/usage?range=1h&by=operation");
  await expect(page.getByRole("cell", { name: /listOrders/ })).toBeVisible({ timeout: 60_000 });
  expect(complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

async function replaceAndRevoke(page: Page, url: string, key: string) {
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New key" }).click();
  await dialog.getByLabel("Label").fill("second");
  await dialog.getByRole("button", { name: "Create key" }).dblclick();
  await expect(page.getByText("second is made")).toBeVisible();
  await expect(page.getByRole("table", { name: "Keys" }).getByText("works", { exact: true })).toHaveCount(2);

  await page.getByRole("button", { name: /^Replace Key gh_live/ }).click();
  await dialog.getByRole("button", { name: "Make the new key" }).click();
  await expect(page.getByText("replaced", { exact: true })).toBeVisible();
  const fresh = (await page.getByRole("region", { name: "Key", exact: true }).textContent()) ?? "";
  await until("the new key at the gateway", async () => (await callWith(url, fresh)) === 200);
  expect(await callWith(url, key)).toBe(200);

  const old = page.getByRole("row").filter({ hasText: "replaced" });
  await old.getByRole("button", { name: /^Revoke/ }).click();
  await expect(dialog).toContainText("is refused with 401 within a second");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("revoked", { exact: true })).toBeVisible();
  await until("the old key refused", async () => (await callWith(url, key)) === 401);
}

test("who waits for approval sees it come, with the approver's words", async ({ world, developer }) => {
  const page = await developer();
  await page.goto(`${world.product}/subscribe?plan=pro`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Name of the new application").fill("Parcel tracker");
  await page.getByRole("checkbox", { name: /I accept the terms/ }).click();
  await page.getByRole("button", { name: "Ask for the plan" }).click();
  await expect(page.getByLabel("How many calls a day?")).toHaveAccessibleDescription("Fill this in.");
  await page.getByLabel("How many calls a day?").fill("About 200");
  await page.getByRole("button", { name: "Ask for the plan" }).dblclick();
  await expect(page.getByText("Waiting for approval")).toBeVisible();

  const id = page.url().split("/").at(-1);
  await world.approver.post(`/subscriptions/${id}/approve`, { note: "Welcome. Mind the limits." });
  await expect(page.getByText("Calls are let through")).toBeVisible();
  await expect(page.getByText("Mind the limits")).toBeVisible();

  await page.context().clearCookies({ name: "next-auth.session-token" });
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByLabel("Label").fill("kept");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("what you typed stays");
  await expect(page.getByRole("dialog").getByLabel("Label")).toHaveValue("kept");
});

test("an application is changed by one of two who have it open, and archived with what it held", async ({
  developer,
}) => {
  const page = await developer();
  await page.goto("/applications");
  await page.getByRole("link", { name: "New application" }).first().click();
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Name").fill("Shelf");
  await page.getByRole("button", { name: "Create application" }).dblclick();
  await expect(page.getByRole("heading", { level: 1, name: "Shelf" })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const [tab, name] of [
    [page, "Shelf of one"],
    [other, "Shelf of two"],
  ] as const) {
    await tab.waitForLoadState("networkidle");
    await tab.getByRole("button", { name: "Edit" }).click();
    await tab.getByLabel("Name").fill(name);
    await tab.getByRole("button", { name: "Save" }).click();
    if (tab === page) await expect(page.getByRole("heading", { level: 1, name: "Shelf of one" })).toBeVisible();
  }
  await expect(other.getByRole("dialog").getByRole("alert")).toContainText("It has changed since you read it");
  await expect(other.getByLabel("Name")).toHaveValue("Shelf of two");

  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("dialog")).toContainText("nothing stops working");
  await page.getByRole("dialog").getByRole("textbox").fill("Shelf of one");
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Archived", { exact: true }).first()).toBeVisible();
});

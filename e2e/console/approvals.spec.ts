import { expect, type Page } from "@playwright/test";
import { expectNoViolations } from "../design-system/axe.ts";
import { ask, test } from "./world.ts";

test("requests are decided by keyboard alone", async ({ world, signedIn }) => {
  const { workspace, publisher } = world.staff;
  const [first, second] = [await ask(world, "Ada Kern"), await ask(world, "Li Wen")];
  const page = await signedIn("approver");
  await openInbox(page, workspace);
  await expect(page.getByRole("heading", { name: "Ada Kern → Starter Pro" })).toBeVisible();
  await expectNoViolations(page);

  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { name: "Li Wen → Starter Pro" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Reject Li Wen" })).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Say why.")).toBeVisible();
  await page.keyboard.type("We sell to shops only");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Li Wen/ }).getByText("rejected")).toBeVisible();

  await expect(page.getByRole("heading", { name: "Ada Kern → Starter Pro" })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("row", { name: /Ada Kern/ }).getByText("approved")).toBeVisible();
  expect(await publisher.get(`/subscriptions/${first}`)).toMatchObject({ state: "active" });
  const refused = { state: "rejected", decisionNote: "We sell to shops only" };
  expect(await publisher.get(`/subscriptions/${second}`)).toMatchObject(refused);
});

test("several are approved together, and the count in the navigation follows", async ({ world, signedIn }) => {
  const names = ["One", "Two", "Three"];
  for (const name of names) await ask(world, name);
  const page = await signedIn("approver");
  await openInbox(page, world.staff.workspace);
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("3 waiting")).toBeVisible();

  await page.getByRole("checkbox", { name: "Select all rows" }).click();
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByRole("button", { name: "Approve 3" }).click();
  for (const name of names) await expect(page.getByRole("row", { name }).getByText("approved")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("waiting")).toHaveCount(0);
});

test("who comes second sees who was first, and nothing moves meanwhile", async ({ world, signedIn }) => {
  const [taken, left] = [await ask(world, "Taken"), await ask(world, "Left")];
  const page = await signedIn("approver");
  await openInbox(page, world.staff.workspace);
  await world.staff.approvers[1].post(`/subscriptions/${taken}/approve`, {});
  await page.keyboard.press("a");

  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toContainText("Approved by bela");
  await expect(page.getByText("Somebody else was first", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Left → Starter Pro" })).toBeVisible();
  await page.getByRole("button", { name: "Taken" }).click();
  await expect(page.getByText("Approved by bela, who was first")).toBeVisible();
  const late = await ask(world, "Latecomer");
  await expect(rows.nth(3)).toContainText("Latecomer");
  await expect(rows.nth(2)).toContainText("Left");
  for (const id of [left, late]) await world.staff.approvers[0].post(`/subscriptions/${id}/approve`, {});
});

test("a revision in review waits in the same list and is approved there", async ({ world, signedIn }) => {
  const { workspace, publisher } = world.staff;
  const revisions = `/workspaces/${workspace}/apis/harvest/versions/v1/revisions`;
  const { number } = await publisher.post(revisions, {});
  await publisher.post(`${revisions}/${number}/submit`, { note: "Label sizes become an enum" });
  const page = await signedIn("approver");
  await openInbox(page, workspace);

  await page.getByRole("button", { name: "Publication" }).click();
  await expect(page.getByText("0 removed · 0 changed · 0 added")).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("row", { name: /Publication/ }).getByText("approved")).toBeVisible();
  expect(await publisher.get(`${revisions}/${number}`)).toMatchObject({ state: "approved" });
});

/** Keys work once the page is awake: its first own question has an answer then. */
async function openInbox(page: Page, workspace: string) {
  await page.goto(`/console/${workspace}/approvals`);
  await expect(page.getByText(/30 days|removed ·/).first()).toBeVisible();
}

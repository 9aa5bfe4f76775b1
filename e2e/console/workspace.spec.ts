import { expect } from "@playwright/test";
import { test } from "./world.ts";

test("a product is made, planned and published; who saves over somebody else loses nothing", async ({
  world,
  signedIn,
}) => {
  const { workspace, publisher } = world.staff;
  const page = await signedIn("publisher");
  await page.goto(`/console/${workspace}/products/new`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByText("Fill this in.").first()).toBeVisible();
  await page.getByLabel("Name").fill("Order desk");
  await page.getByLabel("Slug").fill("order-desk");
  await page.getByRole("combobox", { name: "Add an API" }).fill("harv");
  await page.getByRole("option", { name: /harvest/ }).click();
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByRole("heading", { name: "Order desk", level: 1 })).toBeVisible();

  await page.getByRole("link", { name: "New plan" }).click();
  await expect(page.getByRole("heading", { name: "New plan", level: 1 })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Free");
  await page.getByLabel("Slug").fill("free");
  await page.getByLabel("Calls").fill("1,000");
  await expect(page.getByRole("cell", { name: "1,000 calls per minute" })).toBeVisible();
  await page.getByRole("button", { name: "Create plan" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("published", { exact: true })).toBeVisible();

  await publisher.patch(`/workspaces/${workspace}/products/order-desk`, { summary: "Somebody else's words" });
  await page.getByLabel("Summary").fill("My words");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody else saved this meanwhile")).toBeVisible();
  await expect(page.getByLabel("Summary")).toHaveValue("My words");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect
    .poll(() => publisher.get(`/workspaces/${workspace}/products/order-desk`))
    .toMatchObject({
      summary: "My words",
    });

  await page.getByRole("button", { name: "Retire…" }).click();
  await page.getByRole("textbox", { name: /to confirm/ }).fill("Order desk");
  await page.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
  await expect(page.getByText("retired", { exact: true })).toBeVisible();
});

test("an owner lets somebody in, changes their role and removes them", async ({ world, signedIn }) => {
  const page = await signedIn("owner");
  const { email, name } = await world.account("stranger");
  await page.goto(`/console/${world.staff.workspace}/members`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByLabel("E-mail address").fill("nobody@example.com");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("has no account here yet")).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(email) });
  await expect(row.getByText("Viewer")).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Change role…" }).click();
  await page.getByRole("radio", { name: /Approver/ }).click();
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(row.getByText("Approver")).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("textbox", { name: /to confirm/ }).fill(email);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(row).toHaveCount(0);
});

test("a service token is shown once", async ({ world, signedIn }) => {
  const page = await signedIn("owner");
  await page.goto(`/console/${world.staff.workspace}/settings/tokens`, { waitUntil: "networkidle" });
  await page.getByRole("textbox", { name: "Name" }).fill("Pipeline");
  await page.getByRole("checkbox", { name: "api.read" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText(/^ght_\S{30,}/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: /Pipeline/ })).toBeVisible();
  await expect(page.getByText(/^ght_\S{30,}/)).toHaveCount(0);
});

test("the palette finds an API by a part of its name", async ({ world, signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto(`/console/${world.staff.workspace}`, { waitUntil: "networkidle" });
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Jump to" })).toBeFocused();
  await page.keyboard.type("harv");
  await expect(page.getByRole("option", { name: /harvest/i }).first()).toBeVisible();
});

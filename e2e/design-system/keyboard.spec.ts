import { expect } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { test } from "./development-server.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeEach(async ({ page }) => {
  await page.goto("/console/ui", { waitUntil: "networkidle" });
});

test("the first stop of the keyboard leads past the navigation", async ({ page }) => {
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

for (const [button, role, name] of [
  ["Dialog…", "dialog", "Rotate the key?"],
  ["Sheet…", "dialog", "Ada Kern → Commerce Pro"],
  ["Delete…", "dialog", "Delete the API “Orders”?"],
  ["More", "menu", "More"],
] as const) {
  test(`${button} opens by keyboard, is accessible, and gives the focus back`, async ({ page }) => {
    const opener = page.getByRole("main").getByRole("button", { name: button, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    const layer = page.getByRole(role, { name });

    await expect(layer).toBeVisible();
    await expect(layer.locator(":focus").or(layer.and(page.locator(":focus")))).toBeVisible();
    await expectNoViolations(page, `[role=${role}]`);
    await page.keyboard.press("Escape");
    await expect(layer).toBeHidden();
    await expect(opener).toBeFocused();
  });
}

test("the account menu opens by keyboard and by pointer, and gives the focus back", async ({ page }) => {
  const button = page.getByRole("button", { name: "Account of Ada Kern" }).last();
  const menu = page.getByRole("menu", { name: "Account of Ada Kern" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(menu).toBeVisible();
  await expectNoViolations(page, "[role=menu]");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Portal's frame" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();

  await button.click();
  await expect(menu).toBeVisible();
  await button.click();
  await expect(menu).toBeHidden();
});

test("a destructive action waits for the name and shows why it was refused", async ({ page }) => {
  await page.getByRole("button", { name: "Delete…" }).click();
  const action = page.getByRole("button", { name: "Delete the API" });

  await expect(action).toBeDisabled();
  await page.keyboard.type("orders");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Retire the product first.");
});

test("a select and a combobox are steered by keyboard alone", async ({ page }) => {
  const plan = page.getByRole("combobox", { name: "Plan", exact: true });
  await plan.first().focus();
  await page.keyboard.press("Enter");
  await expectNoViolations(page, "[role=listbox]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(plan.first()).toContainText("Pro");

  const category = page.getByRole("combobox", { name: "Category" });
  await category.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("log");
  await expect(page.getByRole("option")).toHaveText(["Logistics"]);
  await expectNoViolations(page, "[role=option]");
  await page.keyboard.press("Enter");
  await expect(category).toHaveValue("Logistics");
});

test("the command palette opens with its keys, finds, and goes there", async ({ page }) => {
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Jump to" });
  await expect(palette).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.type("shell");
  await expect(palette.getByRole("option")).toHaveText([/Portal's frame/]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/console\/ui\/portal$/);
});

test("rows are selected one by one and all at once", async ({ page }) => {
  await page.getByRole("checkbox", { name: "Select the request of Ada Kern" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("1 selected")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select all rows" })).toHaveAttribute("aria-checked", "mixed");
  await page.getByRole("checkbox", { name: "Select all rows" }).click();
  await expect(page.getByText("3 selected")).toBeVisible();
});

test("search, filter and order stand in the address and survive a reload", async ({ page }) => {
  await page.getByRole("heading", { name: "Lists" }).click();
  await page.keyboard.press("/");
  await page.keyboard.type("kern");
  await expect(page).toHaveURL(/q=kern/);
  await page.getByRole("combobox", { name: "Plan", exact: true }).last().click();
  await page.getByRole("option", { name: "Pro" }).click();
  await expect(page).toHaveURL(/plan=pro/);
  await page.getByRole("link", { name: "Applicant" }).click();
  await expect(page).toHaveURL(/q=kern.*sort=applicant/);
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("searchbox", { name: "Applicant, API, product" })).toHaveValue("kern");
});

test("the figures of a chart are there as a table", async ({ page }) => {
  await page.getByText("Show as a table").click();
  await expect(page.getByRole("region", { name: "Calls as a table" }).getByRole("row")).toHaveCount(61);
  await expectNoViolations(page);
});

import { expect, type Page } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { test } from "./development-server.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeEach(async ({ page }) => {
  await page.goto("/console/ui", { waitUntil: "networkidle" });
});

test("an empty form tells what is missing at each field and leads to the first", async ({ page }) => {
  const form = page.getByRole("form", { name: "New application" });
  await form.getByRole("button", { name: "Create application" }).click();

  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(/Fill this in/);
  await expect(form.getByRole("combobox", { name: "Region" })).toHaveAccessibleDescription(/Choose one/);
  await expect(form.getByText("The terms of use have to be accepted.")).toBeVisible();
  await expectNoViolations(page);
});

test("what the server refuses stands at its field, and everything typed stays", async ({ page }) => {
  const form = page.getByRole("form", { name: "New application" });
  await fillIn(page, "taken");
  await form.getByRole("button", { name: "Create application" }).click();

  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(
    /Another application has this name/,
  );
  await expect(form.getByRole("textbox", { name: "E-mail of the owner" })).toHaveValue("ada@parcel.example");
  await expect(form.getByRole("checkbox")).toBeChecked();
});

test("a dead network is told above the form and loses nothing", async ({ page }) => {
  const form = page.getByRole("form", { name: "New application" });
  await fillIn(page, "down");
  await form.getByRole("button", { name: "Create application" }).click();

  await expect(form.getByRole("alert")).toBeFocused();
  await expect(form.getByRole("alert")).toContainText("The server cannot be reached");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("down");
});

test("a wrong value is told when its field is left, not while it is written", async ({ page }) => {
  const email = page.getByRole("textbox", { name: "E-mail of the owner" });
  await email.pressSequentially("ada");
  await expect(email).not.toHaveAttribute("aria-invalid");
  await page.keyboard.press("Tab");
  await expect(email).toHaveAccessibleDescription(/such as ada@example.com/);
  await email.fill("ada@parcel.example");
  await expect(email).not.toHaveAttribute("aria-invalid");
});

test("leaving with unsaved changes asks first, and leaving after saving does not", async ({ page }) => {
  await fillIn(page, "checkout");
  await page.getByRole("link", { name: "Portal's frame" }).first().click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByRole("textbox", { name: "Name" }).last()).toHaveValue("checkout");

  await page.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByText("Created: checkout")).toBeVisible();
  await page.getByRole("link", { name: "Portal's frame" }).first().click();
  await expect(page).toHaveURL(/\/console\/ui\/portal$/);
});

async function fillIn(page: Page, name: string) {
  const form = page.getByRole("form", { name: "New application" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("textbox", { name: "E-mail of the owner" }).fill("ada@parcel.example");
  await form.getByRole("combobox", { name: "Region" }).click();
  await page.getByRole("option", { name: "Europe" }).click();
  await form.getByRole("checkbox", { name: "I accept the terms of use" }).check();
}

import { expect } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { test } from "./world.ts";

const PAGES = [
  "/sign-in?error=sign-in-refused",
  "/sign-up",
  "/forgot-password",
  "/reset-password#x",
  "/verify-email#x",
  "/account",
  "/account/sessions",
  "/account/tokens",
  "/applications",
  "/applications/new",
  "/subscriptions",
  "/usage?range=7d&by=status",
];

for (const [width, colorScheme] of [
  [1440, "light"],
  [390, "dark"],
  [360, "light"],
] as const) {
  test(`nothing is wrong with the account's pages at ${width} px, ${colorScheme}`, async ({ world, developer }) => {
    const page = await developer({ viewport: { width, height: 900 }, colorScheme });
    const complaints = complaintsOf(page);
    for (const path of [...PAGES, `${world.product}/subscribe?plan=pro`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoOverflow(page);
      await expectNoViolations(page);
    }
    expect(complaints).toEqual([]);
  });
}

import { expect } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { publishSpec, SPECS, specsIn } from "../support/spec-folder.ts";
import { test } from "./world.ts";

/** Of each description; specs.test.ts reads the pages of all the others without a browser. */
const OPENED = 2;
const files = specsIn(SPECS);

test.describe("the shared descriptions", () => {
  test.skip(files.length === 0, "the shared descriptions are absent");
  test.use({ viewport: { width: 390, height: 900 }, contextOptions: { reducedMotion: "reduce" } });

  for (const file of files) {
    test(`operations of ${file} fit a phone, and nothing complains`, async ({ page, world }) => {
      const slug = await publishSpec(world.staff, SPECS, file);
      const at = `/apis/${world.staff.workspace}/${slug}`;
      const complaints = complaintsOf(page);
      await page.goto(at, { waitUntil: "networkidle" });
      await expectNoOverflow(page);
      await expectNoViolations(page);

      const { items } = await (
        await page.request.get(`/api/v1/catalog/apis/${world.staff.workspace}/${slug}/versions/v1/operations?limit=100`)
      ).json();
      for (let i = 0; i < OPENED; i++) {
        const { key } = items[Math.floor((i * (items.length - 1)) / (OPENED - 1))];
        await page.goto(`${at}/v1/${encodeURIComponent(key)}`, { waitUntil: "networkidle" });
        await expect(page.getByRole("heading", { name: "Answers", exact: true })).toBeVisible();
        await expectNoOverflow(page);
        await page.setViewportSize({ width: 1440, height: 900 });
        await expectNoOverflow(page);
        await expectNoViolations(page);
        await page.setViewportSize({ width: 390, height: 900 });
      }
      expect(complaints).toEqual([]);
    });
  }
});

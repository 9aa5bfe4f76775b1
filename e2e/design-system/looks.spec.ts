import { expect } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "./axe.ts";
import { test } from "./development-server.ts";

const pages = ["/console/ui", "/console/ui/portal", "/console/ui/portal?as=stranger", "/console/ui/refused/not-found"];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 }, contextOptions: { reducedMotion: "reduce" } });

      for (const path of pages) {
        test(`${path} is accessible and fits`, async ({ page }) => {
          const complaints = complaintsOf(page);
          await page.goto(path, { waitUntil: "networkidle" });

          await expectNoViolations(page);
          await expectNoOverflow(page);
          expect(complaints.filter((text) => !text.includes("404 (Not Found)"))).toEqual([]);
        });
      }
    });
  }
}

test.describe("the smallest screen", () => {
  test.use({ viewport: { width: 360, height: 640 } });

  for (const path of pages) {
    test(`${path} fits into 360 px`, async ({ page }) => {
      await page.goto(path, { waitUntil: "networkidle" });
      await expectNoOverflow(page);
    });
  }
});

test("200 % zoom of the text neither cuts nor overlaps the page", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/console/ui", { waitUntil: "networkidle" });
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  await expectNoOverflow(page);
});

for (const [kind, status, title] of [
  ["not-found", 404, "There is no such page"],
  ["no-permission", 403, "Your role does not permit this"],
  ["session-ended", 401, "Sign in to go on"],
  ["server-error", 500, "Something went wrong on our side"],
] as const) {
  test(`${kind} answers ${status} in words and with a number to quote`, async ({ page }) => {
    const answer = await page.goto(`/console/ui/refused/${kind}`);

    expect(answer?.status()).toBe(status);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    const shown = page.getByText(/^Request/).locator("code");
    if (status === 500) await expect(shown).not.toBeEmpty();
    else await expect(shown).toHaveText(answer?.headers()["x-request-id"] ?? "");
  });
}

test("sign-in leads back to the page that asked for it", async ({ page }) => {
  await page.goto("/console/ui/refused/session-ended?tab=2");
  const link = page.getByRole("link", { name: "Sign in" });
  await expect(link).toHaveAttribute(
    "href",
    "/sign-in?callbackUrl=%2Fconsole%2Fui%2Frefused%2Fsession-ended%3Ftab%3D2",
  );
});

test("the chosen theme goes before the system's and stands before the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/console/ui/portal?as=stranger", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  await page.reload({ waitUntil: "commit" });

  await page.waitForSelector("body");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(15, 17, 19)");
});

test("every script of a page carries the nonce of its own answer", async ({ request }) => {
  const [first, second] = await Promise.all([request.get("/console/ui/portal"), request.get("/console/ui/portal")]);
  const nonce = /'nonce-([^']+)'/.exec(first.headers()["content-security-policy"] ?? "")?.[1];
  const scripts = (await first.text()).match(/<script\b[^>]*>/g) ?? [];

  expect(nonce).toBeTruthy();
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
  expect(second.headers()["content-security-policy"]).not.toContain(`'nonce-${nonce}'`);
});

import { type BrowserContext, expect, type Page } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { enter, test, type World } from "./world.ts";

const OPERATIONS = "/apis/fernwood/orders/v1";

const STRANGERS = [
  "/",
  "/catalog",
  "/catalog?q=order&category=Commerce",
  "/catalog?q=nothing-has-this-word",
  "/apis/fernwood/orders",
  "/apis/gatehouse/management/v1",
  `${OPERATIONS}/listOrders`,
  `${OPERATIONS}/placeOrder`,
  "/products",
  "/products/fernwood/order-desk",
  "/products/fernwood/payments",
  "/sign-in?error=sign-in-refused",
  "/sign-up",
  "/forgot-password",
  "/reset-password#x",
  "/reset-password",
  "/verify-email#x",
  "/account",
  "/no/such/page",
];

const DEVELOPERS = [
  "/products/fernwood/order-desk/subscribe?plan=business",
  "/products/fernwood/payments/subscribe?plan=merchant",
  "/applications",
  "/applications/new",
  "/subscriptions",
  "/usage?range=7d&by=status",
  "/account",
  "/account/sessions",
  "/account/tokens",
];

const BEGINNERS = ["/applications", "/subscriptions", "/usage"];

test.setTimeout(300_000);

for (const width of [1440, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 }, contextOptions: { reducedMotion: "reduce" } });

    test("nothing is wrong with the pages of a stranger", async ({ page }) => {
      await expectSound(page, STRANGERS);
    });

    test("nothing is wrong with the pages of a developer", async ({ page, world }) => {
      await enter(page.context(), world, world.demoDeveloper);
      await expectSound(page, [...DEVELOPERS, ...(await ownPages(page.context(), world))]);
    });

    test("nothing is wrong with the pages of somebody who has nothing yet", async ({ developer }) => {
      await expectSound(await developer({ viewport: { width, height: 900 } }), BEGINNERS);
    });
  });
}

async function ownPages({ request }: BrowserContext, { origin }: World): Promise<string[]> {
  const paths = await Promise.all(
    ["applications", "subscriptions"].map(async (noun) => {
      const { items } = await (await request.get(`${origin}/api/v1/${noun}`)).json();
      return `/${noun}/${items[0].id}`;
    }),
  );
  return paths;
}

/** In both themes, without a word of complaint, and on a narrow window down to 360 px. */
async function expectSound(page: Page, paths: string[]) {
  const complaints = complaintsOf(page);
  for (const path of paths) {
    await test.step(path, async () => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path, { waitUntil: "networkidle" });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoOverflow(page);
      await expectNoViolations(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectNoViolations(page, undefined, ["color-contrast"]);
      if ((page.viewportSize()?.width ?? 0) < 400) await expectNoOverflowAt(page, 360);
      // what a page answers when it refuses is the one thing that the browser may report
      const refusals = /Failed to load resource: the server responded with a status of (401|404)/;
      expect(complaints.splice(0).filter((text) => !refusals.test(text))).toEqual([]);
    });
  }
}

async function expectNoOverflowAt(page: Page, width: number) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 780 });
  await expectNoOverflow(page);
  if (before) await page.setViewportSize(before);
}

for (const path of ["/", "/catalog", `${OPERATIONS}/placeOrder`, "/products/fernwood/order-desk", "/sign-up"]) {
  test(`${path} is gone through with the keyboard, and the focus is seen all the way`, async ({ page }) => {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    const seen = new Set<string>();
    for (let step = 0; step < 40; step++) {
      const { name, isSeen } = await page.evaluate(focused);
      if (name === "body") break;
      expect(isSeen, `${name}, after ${step} steps`).toBe(true);
      seen.add(name);
      await page.keyboard.press("Tab");
    }
    expect(seen.size).toBeGreaterThan(5);
  });
}

/** In the page: what has the focus, and whether it, or the frame that is drawn for it, is marked. */
function focused(): { name: string; isSeen: boolean } {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "body", isSeen: true };
  const isMarked = (candidate: Element | null) => {
    if (!candidate) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  };
  const { width, height } = element.getBoundingClientRect();
  const name = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40)}`;
  return { name, isSeen: width > 0 && height > 0 && (isMarked(element) || isMarked(element.parentElement)) };
}

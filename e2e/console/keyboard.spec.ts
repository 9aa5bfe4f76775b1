import { expect, type Page } from "@playwright/test";
import { test } from "./world.ts";

test("the palette leads to a thing, a page and an action, and gives the focus back", async ({ world, signedIn }) => {
  const at = `/console/${world.staff.workspace}`;
  const page = await signedIn("publisher");
  await page.goto(at, { waitUntil: "networkidle" });
  for (const [words, option, path] of [
    ["harv", / harvest$/, `${at}/apis/harvest`],
    ["named", /^Named values/, `${at}/named-values`],
    ["create a prod", /^Create a product/, `${at}/products/new`],
  ] as const) {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "Jump to" })).toBeFocused();
    await page.keyboard.type(words);
    const found = page.getByRole("option", { name: option });
    await expect(found).toBeVisible();
    while ((await found.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(path);
  }
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Jump to" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("every stop of the keyboard shows itself, and the last one leads out again", async ({ world, signedIn }) => {
  const page = await signedIn("publisher");
  for (const place of ["", "/apis", "/apis/harvest/settings", "/products/starter", "/usage", "/policies"]) {
    const path = `/console/${world.staff.workspace}${place}`;
    await page.goto(path, { waitUntil: "networkidle" });
    const seen = new Set<string>();
    for (;;) {
      await page.keyboard.press("Tab");
      const stop = await stopOf(page);
      if (stop === undefined || seen.has(stop.id)) break;
      seen.add(stop.id);
      expect(stop.isShown, `${path}: ${stop.id}`).toBe(true);
    }
    expect(seen.size, path).toBeGreaterThan(15);
  }
});

/** Where the keyboard is; undefined once it has left the page. */
function stopOf(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
    }
    const hasRing = (each: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    };
    // the ring of an input is on the frame around it
    const ringed = [element, element.parentElement, element.parentElement?.parentElement].some(
      (each) => each && hasRing(each),
    );
    const { width, height, bottom, top } = element.getBoundingClientRect();
    const isInSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    const place = [...document.querySelectorAll("*")].indexOf(element);
    return { id: `${place} ${element.outerHTML.slice(0, 120)}`, isShown: ringed && isInSight };
  });
}

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nothing that axe can find is wrong with the page, or with the one layer named; by all of its rules unless some are named. */
export async function expectNoViolations(page: Page, layer?: string, rules?: string[]) {
  const builder = new AxeBuilder({ page }).exclude("nextjs-portal");
  if (rules) builder.withRules(rules);
  const { violations } = await (layer ? builder.include(layer) : builder).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** Nothing is wider than the window. */
export async function expectNoOverflow(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

/** Collects what the browser complains about: errors, hydration warnings, breaches of the content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

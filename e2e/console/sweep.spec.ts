import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { until } from "../support/until.ts";
import { ask, test, type World } from "./world.ts";

const CONSOLE = join(import.meta.dirname, "../../app/console");
const WORKSPACE = "fernwood";

/** Every page of the console that the tree has, by its place below `app/console`; those of development are swept elsewhere. */
const pages = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file) && !/^ui\/|\[\.\.\./.test(file))
  .map((file) => dirname(file).replaceAll(/\([^)]+\)\/?/g, ""))
  .map((place) => (place === "." ? "" : place.replace(/\/$/, "")))
  .sort();

for (const [part, isOfPart] of [
  ["a workspace", (page: string) => page.startsWith("[workspace]")],
  ["the installation", (page: string) => !page.startsWith("[workspace]")],
] as const) {
  test(`every page of ${part} is accessible in both themes, fits a phone, and makes the browser complain of nothing`, async ({
    world,
    signedIn,
  }) => {
    test.setTimeout(900_000);
    // a zone that is not the server's finds dates that the two would write differently
    const page = await signedIn("administrator", { context: { timezoneId: "Pacific/Auckland" } });
    const complaints = complaintsOf(page);
    const things = await findThings(world);
    for (const place of pages.filter(isOfPart)) {
      await page.setViewportSize({ width: 1440, height: 900 });
      const path = `/console/${fillIn(place, things)}`;
      expect.soft((await page.goto(path))?.status(), path).toBe(200);
      await test.step(path, () => expectGoodLooks(page, path));
      expect.soft(complaints.splice(0), path).toEqual([]);
    }
  });
}

async function expectGoodLooks(page: Page, path: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(afterTransitions);
      await softly(`${path}, ${colorScheme}, ${width} px`, () =>
        // another theme changes nothing but colours
        expectNoViolations(page, undefined, colorScheme === "dark" ? ["color-contrast"] : undefined),
      );
    }
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await softly(`${path}, 360 px`, () => expectNoOverflow(page));
}

/** Colours that are on their way to the other theme have a contrast that nobody sees. */
function afterTransitions(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      for (const animation of document.getAnimations()) {
        if (animation instanceof CSSTransition) animation.finish();
      }
      requestAnimationFrame(() => resolve());
    });
  });
}

/** One page with a fault does not hide the next one's. */
async function softly(where: string, check: () => Promise<void>): Promise<void> {
  const fault = await check().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  expect.soft(fault, where).toBeUndefined();
}

/** What stands for `[api]`; an `[id]` goes by the folder that it is in. */
type Things = Record<string, string>;

function fillIn(place: string, things: Things): string {
  const folders = place.split("/");
  return folders
    .map((folder, index) => {
      if (!folder.startsWith("[")) return folder;
      const found = things[folder === "[id]" ? `${folders[index - 1]}/[id]` : folder];
      if (found === undefined) throw new Error(`Say in findThings what stands for ${folder} in app/console/${place}.`);
      return found;
    })
    .join("/");
}

/** One of each thing that has a page of its own, in the demo's workspace, so that no list is empty. */
async function findThings(world: World): Promise<Things> {
  const { automation } = world;
  const at = `/workspaces/${WORKSPACE}`;
  const { email } = await world.account("administrator");
  await automation.send("POST", `${at}/members`, { email, role: "owner" });
  await automation.send("POST", `${at}/named-values`, {
    name: "sweeping",
    content: { plain: "a broom" },
  });
  const { id: imported } = await automation.post(`${at}/imports`, { text: "openapi: 3.1.0\ninfo: [" });
  const { items: products } = await automation.get(`${at}/products`);
  const offer = products.flatMap(({ slug, plans }: Offered) => plans.map((plan) => ({ ...plan, product: slug })));
  const manual = offer.find(({ approval }: { approval: string }) => approval === "manual");
  await ask({ ...world, planId: manual.id }, "Ada Kern");
  const traces = `${at}/apis/orders/traces`;
  const { header, token } = await automation.post(`${at}/apis/orders/trace-tokens`, {});
  await fetch(`${world.gateway}/orders/v1/orders`, { headers: { [header]: token } });
  const traced = await until("a trace", async () => (await automation.get(traces)).items[0]);
  const first = async (path: string, name: string) => (await automation.get(path)).items[0][name];
  return {
    "[workspace]": WORKSPACE,
    "[api]": "orders",
    "[version]": "v1",
    "[revision]": "1",
    "[product]": manual.product,
    "[plan]": manual.slug,
    "[backend]": await first(`${at}/backends`, "slug"),
    "[name]": "sweeping",
    "imports/[id]": imported,
    "developers/[id]": await first(`${at}/developers`, "id"),
    "subscriptions/[id]": await first(`${at}/subscriptions`, "id"),
    "traces/[id]": traced.id,
    "gateways/[id]": await first("/gateways", "id"),
    "[slug]": "default",
    "[group]": "default",
    "[generation]": "1",
  };
}

interface Offered {
  slug: string;
  plans: { id: string; slug: string; approval: string }[];
}

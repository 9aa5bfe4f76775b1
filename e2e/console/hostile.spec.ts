import { expect, type Page } from "@playwright/test";
import { expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { act, dropFile, test } from "./world.ts";

const MARKUP = `<img src=x onerror="globalThis.pwned = true"><script>globalThis.pwned = true</script>`;
const LONG = "unbroken".repeat(60);

test("a hostile description is text and nothing else, on every page and at 360 px", async ({ world, signedIn }) => {
  const page = await signedIn("publisher", { workspace: world.bare });
  await page.goto(`/console/${world.bare}/imports`);
  await dropFile(page, `${MARKUP}.json`, JSON.stringify(hostileDescription()));
  await expect(page.getByLabel("Base path")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("3,003").first()).toBeVisible();
  await expectSafe(page);

  const slug = `hostile-${Date.now().toString(36)}`;
  await page.getByLabel("Slug").fill(slug);
  await page.getByLabel("Base path").fill(`/${slug}`);
  await page.getByLabel("Name of the backend").fill(`Backend ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(world.backend);
  await page.getByRole("button", { name: "Create the API" }).click();
  await expect(page.getByRole("heading", { name: "Revision 1 of v1" })).toBeVisible();
  await act(page, "Submit for review", { "What changes": MARKUP });

  const narrow = await signedIn("publisher", {
    workspace: world.bare,
    context: { viewport: { width: 360, height: 800 } },
  });
  const api = `/console/${world.bare}/apis/${slug}`;
  const revision = `${api}/versions/v1/revisions/1`;
  for (const path of [
    api,
    `${api}/operations`,
    `${api}/settings`,
    `${api}/revisions`,
    revision,
    `${revision}/policies`,
  ]) {
    await narrow.goto(path);
    await expect(narrow.getByRole("heading", { level: 1 })).toBeVisible();
    await expectSafe(narrow);
  }
  await narrow.goto(`${api}/operations?q=${encodeURIComponent("<img")}`);
  await expect(narrow.getByText(MARKUP.slice(0, 30)).first()).toBeVisible();
});

test("what is wrong is shown at its line with the source", async ({ world, signedIn }) => {
  const page = await signedIn("publisher", {
    workspace: world.bare,
    context: { viewport: { width: 390, height: 800 } },
  });
  await page.goto(`/console/${world.bare}/imports`);
  await dropFile(page, "broken.yaml", `openapi: 3.1.0\ninfo:\n  title: ${MARKUP}\n  version: [1\npaths: {}\n`);
  await expect(page.getByText("It could not be read")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Line \d+/).first()).toBeVisible();
  await expect(page.getByText("version: [1").first()).toBeVisible();
  await expectSafe(page);
  await page.getByRole("link", { name: "Bring it again" }).click();
  await expect(page.getByRole("heading", { name: "Import an API" })).toBeVisible();
});

async function expectSafe(page: Page) {
  expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
  await expectNoOverflow(page);
  await expectNoViolations(page);
}

/** Markup in every text, schemas that go round, thousands of operations, no tags, missing summaries, endless words. */
function hostileDescription() {
  const node = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
  const responses = {
    200: { description: MARKUP, content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } } },
  };
  const many = Array.from({ length: 3_000 }, (_, index) => [`/things-${index}`, { get: { responses } }]);
  return {
    openapi: "3.1.0",
    info: {
      title: `${MARKUP} ${LONG}`,
      version: MARKUP,
      summary: MARKUP,
      description: `${MARKUP}\n[x](javascript:alert(1))`,
    },
    servers: [{ url: `javascript:${MARKUP}` }],
    paths: {
      "/marked": {
        get: { operationId: "marked", summary: MARKUP, description: MARKUP, tags: [MARKUP, LONG], responses },
      },
      [`/${LONG}`]: { get: { summary: LONG, tags: [LONG], responses } },
      "/bidi": { get: { summary: "\u202Egnirts \u{1F9EA} e\u0301\u0301", responses } },
      ...Object.fromEntries(many),
    },
    components: { schemas: { Node: node } },
  };
}

import { expect, type Page } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { makeLive } from "../support/publisher.ts";
import { until } from "../support/until.ts";
import { test, type World } from "./world.ts";

/** Everything that has ever become script where somebody else's text is shown. */
const MARKUP = [
  `<script>window.taken = 1</script>`,
  `<img src=x onerror="window.taken = 1">`,
  `<svg onload="window.taken = 1"><a xlink:href="javascript:window.taken=1"><text>press</text></a></svg>`,
  `<iframe srcdoc="<script>parent.taken = 1</script>"></iframe>`,
  `[press](javascript:window.taken=1) [press](data:text/html,<script>window.taken=1</script>)`,
  `<a href="&#106;avascript:window.taken=1" onclick="window.taken = 1">press</a>`,
  `<form action="https://elsewhere.example"><input name="password"><button>send</button></form>`,
  `<style>body { display: none }</style><base href="https://elsewhere.example/">`,
  `<details open ontoggle="window.taken = 1"><summary>press</summary></details>`,
  `{{constructor.constructor("window.taken = 1")()}} \${window.taken = 1}`,
].join("\n\n");
const SHORT = `<img src=x onerror="window.taken=1">"'&</title><script>window.taken=1</script>`;

test("what strangers write into a description is read as text, on every page that shows it", async ({
  page,
  world,
}) => {
  const complaints = complaintsOf(page);
  const slug = await publish(world, "hostile", hostile());
  const at = `/apis/${world.staff.workspace}/${slug}`;
  const { items } = await (
    await page.request.get(`/api/v1/catalog/apis/${world.staff.workspace}/${slug}/versions/v1/operations?limit=100`)
  ).json();
  const paths = [
    "/",
    "/catalog?q=onerror",
    at,
    ...items.map(({ key }: { key: string }) => `${at}/v1/${encodeURIComponent(key)}`),
  ];
  for (const path of paths) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expectHarmless(page);
    await expectNoOverflow(page);
  }
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Send", exact: true })).toBeVisible();
  await expectHarmless(page);
  expect(complaints).toEqual([]);
});

test("a schema that contains itself is opened as deep as its reader goes", async ({ page, world }) => {
  const slug = await publish(world, "endless", endless());
  await page.setViewportSize({ width: 390, height: 900 });
  await page.goto(`/apis/${world.staff.workspace}/${slug}/v1/readTree`, { waitUntil: "networkidle" });
  for (let depth = 0; depth < 6; depth++) {
    const shut = page.locator("#answers ~ * details:not([open]) > summary, #answers ~ * button[aria-expanded=false]");
    if ((await shut.count()) === 0) break;
    await shut.last().click();
  }
  await expectNoOverflow(page);
  await expectNoViolations(page);
});

async function expectHarmless(page: Page) {
  const found = await page.evaluate(() => ({
    taken: Reflect.get(window, "taken"),
    elements: [...document.querySelectorAll("main *, [role=dialog] *")]
      .filter((element) => {
        const isForbidden = element.matches("main script, iframe, object, embed, base, main style, form[action^=http]");
        const acts = element.getAttributeNames().some((name) => name.startsWith("on"));
        const link = element.getAttribute("href") ?? "";
        return isForbidden || acts || /^(javascript|data|vbscript):/i.test(link.trim());
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
    isShown: getComputedStyle(document.body).display !== "none",
  }));
  expect(found).toEqual({ taken: undefined, elements: [], isShown: true });
}

async function publish({ staff }: World, slug: string, description: object): Promise<string> {
  const at = `/workspaces/${staff.workspace}`;
  const started = await staff.publisher.post(`${at}/imports`, { text: JSON.stringify(description) });
  await until("the import", async () => {
    const { state, problem } = await staff.publisher.get(`${at}/imports/${started.id}`);
    if (state === "failed") throw new Error(`the import failed: ${JSON.stringify(problem)}`);
    return state === "done";
  });
  await staff.publisher.post(`${at}/apis`, {
    slug,
    version: { name: "v1", import: started.id, backend: "sample" },
  });
  await makeLive(staff, slug, 1);
  return slug;
}

function hostile() {
  const schema = {
    type: "object",
    title: SHORT,
    description: MARKUP,
    required: [SHORT],
    properties: {
      [SHORT]: {
        type: "string",
        description: MARKUP,
        enum: [SHORT],
        default: SHORT,
        examples: [SHORT],
        pattern: SHORT,
      },
      nested: { oneOf: [{ title: SHORT, type: "string", description: MARKUP }, { type: "null" }] },
    },
  };
  const content = { "application/json": { schema, example: { [SHORT]: SHORT } } };
  return {
    openapi: "3.1.0",
    info: {
      title: `Hostile ${SHORT}`,
      summary: SHORT,
      description: MARKUP,
      version: SHORT,
      contact: { name: SHORT, url: "https://elsewhere.example" },
    },
    tags: [{ name: SHORT, description: MARKUP }],
    paths: {
      "/things": {
        get: {
          operationId: "hostileList",
          summary: SHORT,
          description: MARKUP,
          tags: [SHORT],
          parameters: [
            { name: "q", in: "query", description: MARKUP, schema: { type: "string", default: SHORT, enum: [SHORT] } },
          ],
          responses: { "200": { description: MARKUP, content }, default: { description: SHORT } },
        },
        // neither summary nor tag nor name
        post: { requestBody: { description: MARKUP, content }, responses: { "201": { description: "" } } },
      },
    },
  };
}

function endless() {
  const tree = {
    type: "object",
    properties: {
      name: { type: "string" },
      children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      parent: { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] },
    },
  };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } };
  return {
    openapi: "3.1.0",
    info: { title: "Endless", version: "1" },
    paths: { "/tree": { get: { operationId: "readTree", responses: { "200": { description: "A tree", content } } } } },
    components: { schemas: { Tree: tree } },
  };
}

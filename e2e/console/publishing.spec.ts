import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { parse } from "yaml";
import { complaintsOf } from "../design-system/axe.ts";
import { until } from "../support/until.ts";
import { act, dropFile, test, type World } from "./world.ts";

const KUBERNETES = join(import.meta.dirname, "../../../shared/specs/kubernetes.io.json");
const EXAMPLE = join(import.meta.dirname, "../../examples/descriptions/orders.openapi.yaml");

const descriptions = [
  { what: "kubernetes' description", file: KUBERNETES, path: "/api/v1/namespaces" },
  { what: "a bundled example", file: EXAMPLE, path: "/orders" },
];

for (const { what, file, path } of descriptions) {
  test(`${what} goes from a dropped file to live, to a new revision, and back`, async ({ world, signedIn }) => {
    test.skip(!existsSync(file), `${file} is not here`);
    test.slow();
    const source = readFileSync(file, "utf8");
    const slug = `api-${Date.now().toString(36)}`;
    await occupy(world, `/${slug}`);
    const [publisher, reviewer] = [
      await signedIn("publisher", { workspace: world.bare }),
      await signedIn("approver", { workspace: world.bare }),
    ];
    const complaints = complaintsOf(publisher);

    await publisher.goto(`/console/${world.bare}/apis`);
    await publisher.getByRole("link", { name: "Import an API" }).first().click();
    await dropFile(publisher, basename(file), source);
    await createApi(publisher, world, slug);
    await reviewAndPublish(publisher, reviewer, 1);
    const url = `${world.gateway}/${slug}-mended/v1${path}`;
    await answers(url, 200);

    await publisher.getByRole("link", { name: "v1", exact: true }).click();
    await publisher.getByRole("link", { name: "Import a new description" }).click();
    await expect(publisher.getByRole("heading", { level: 1 })).toContainText(`${slug} v1`);
    await dropFile(publisher, "openapi.json", withoutPath(source, path));
    await expect(publisher.getByText(/\d removed/)).toBeVisible({ timeout: 60_000 });
    await expect(publisher.getByText("Policies are kept")).toBeVisible();
    await publisher.getByLabel("Note").fill("Without the list");
    await publisher.getByRole("button", { name: "Create the draft" }).click();
    await reviewAndPublish(publisher, reviewer, 2);
    await answers(url, 404);

    await publisher.goto(`/console/${world.bare}/apis/${slug}/versions/v1/revisions/1`);
    await act(publisher, "Roll back to this");
    await expect(publisher.getByText("live", { exact: true })).toBeVisible();
    await answers(url, 200);
    // the refused base path is the one thing that the browser may complain about
    expect(complaints.filter((text) => !text.includes("409"))).toEqual([]);
  });
}

/** Another API that is at the base path first. */
async function occupy({ automation, bare, backend }: World, basePath: string) {
  const at = `/workspaces/${bare}`;
  const slug = `first-${basePath.slice(1)}`;
  await automation.post(`${at}/backends`, { slug, name: "First", targets: [{ url: backend }] });
  await automation.post(`${at}/apis`, {
    slug,
    name: "First",
    basePath,
    version: { name: "v1", anyPath: true, backend: slug },
  });
}

/** Runs into the collision, mends it, and makes the draft. */
async function createApi(page: Page, { backend }: World, slug: string) {
  await expect(page.getByLabel("Base path")).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Slug").fill(slug);
  await page.getByLabel("Base path").fill(`/${slug}`);
  await expect(page.getByText(`The API first-${slug} answers at /${slug} already.`)).toBeVisible();
  await page.getByRole("radio", { name: "Nothing" }).click();
  await page.getByRole("radiogroup", { name: "Backend" }).getByRole("radio", { name: "A new one" }).click();
  await page.getByLabel("Name of the backend").fill(`Backend of ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(backend);
  await page.getByRole("button", { name: "Create the API" }).click();
  await expect(page.getByText(`is taken by the API first-${slug}`)).toBeVisible();

  await page.getByLabel("Base path").fill(`/${slug}-mended`);
  await expect(page.getByText("No other API answers there.")).toBeVisible();
  await page.getByRole("button", { name: "Create the API" }).click();
  await expect(page.getByRole("heading", { name: "Revision 1 of v1" })).toBeVisible();
}

async function reviewAndPublish(publisher: Page, reviewer: Page, revision: number) {
  await expect(publisher.getByRole("heading", { name: `Revision ${revision} of v1` })).toBeVisible();
  await act(publisher, "Submit for review", { "What changes": "Ready" });
  await expect(publisher.getByText("You made or submitted it: somebody else has to review it.")).toBeVisible();
  await reviewer.goto(new URL(publisher.url()).pathname);
  await act(reviewer, "Approve", { Note: "Reads well" });
  await publisher.reload();
  await act(publisher, "Make live");
  await expect(publisher.getByText("live", { exact: true })).toBeVisible();
}

/** The description as JSON, without one of its paths. */
function withoutPath(source: string, path: string): string {
  const description = source.startsWith("{") ? JSON.parse(source) : parse(source);
  delete description.paths[path];
  return JSON.stringify(description);
}

async function answers(url: string, status: number) {
  await until(`${status} at ${url}`, async () => {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status === status;
  });
}

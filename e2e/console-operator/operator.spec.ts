import { expect } from "@playwright/test";
import { complaintsOf, expectNoOverflow, expectNoViolations } from "../design-system/axe.ts";
import { signIn, test } from "./world.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("an operator registers a gateway, copies its command, rotates its token and revokes it", async ({
  page,
  world,
}) => {
  await signIn(page, world.admin, "/console/installation/gateways/register");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText("lower-case letters, digits and inner hyphens")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Not a slug");
  await page.getByLabel("Name").press("Enter");
  await expect(page.getByText("lower-case letters, digits and inner hyphens")).toBeVisible();
  await page.getByLabel("Name").fill("edge-1");
  await page.getByLabel("Name").press("Enter");

  await expect(page.getByRole("heading", { name: "edge-1 is registered" })).toBeFocused();
  await expect(page.getByText(/GATEHOUSE_GATEWAY_TOKEN='ghg_[\w-]{43}'/)).toBeVisible();
  await expect(page.getByText(`GATEHOUSE_CONTROL_PLANE_URL='`)).toBeVisible();
  await page.getByRole("link", { name: "Go to the gateway" }).click();

  await page.getByRole("button", { name: "Rotate the token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  await expect(page.getByRole("dialog").getByText(/^ghg_[\w-]{43}$/)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke edge-1?" });
  await expect(dialog.getByRole("button", { name: "Revoke the gateway" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("edge-1");
  await dialog.getByRole("textbox").press("Enter");
  await expect(page.getByText("This gateway is shut out")).toBeVisible();
  await page.goto("/console/installation/gateways?q=edge");
  await expect(page.getByRole("row", { name: /edge-1.*revoked/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /local/ })).toHaveCount(0);
});

test("a group is made with an address that callers can reach, and the wrong line is named", async ({ page, world }) => {
  await signIn(page, world.admin, "/console/installation/groups/new");
  await page.getByLabel("Slug").fill("eu");
  await page.getByLabel("Name").fill("Europe");
  await page.getByLabel("Public addresses").fill("https://eu.example.com\nftp://eu.example.com");
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page.getByText("Line 2 is not an http or https address.")).toBeVisible();
  await page.getByLabel("Public addresses").fill("https://eu.example.com");
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page).toHaveURL("/console/installation/groups/eu");
  await page.getByLabel("Name").fill("Europe and more");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Europe and more", level: 1 })).toBeVisible();
});

test("an earlier snapshot is put back, after saying what that does", async ({ page, world }) => {
  await signIn(page, world.admin, "/console/installation/snapshots");
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("newest");
  await expect(page.getByRole("row").filter({ hasText: "revision.publish" }).first()).toContainText("publisher");
  const newest = Number(await first.getByRole("link").textContent());
  await page.getByRole("link", { name: String(newest - 1), exact: true }).click();
  await page.getByRole("button", { name: "Put it back" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`APIs, settings and plans of generation ${newest - 1}`);
  await dialog.getByRole("textbox").fill("default");
  await dialog.getByRole("button", { name: "Put it back" }).click();
  await expect(page.getByText(`Generation ${newest - 1} was put back`)).toBeVisible();
});

test("somebody is blocked and let in again", async ({ page, world, browser }) => {
  const theirs = await browser.newPage({ baseURL: world.url });
  await signIn(theirs, world.member, `/console/${world.workspace}/audit`);
  await signIn(page, world.admin, "/console/installation/users?q=maren");
  await page.getByRole("button", { name: "Block… maren" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(world.member.email);
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByRole("row", { name: /maren.*blocked/ })).toBeVisible();
  expect((await theirs.reload())?.status()).toBe(401);
  await page.getByRole("button", { name: "Unblock maren" }).click();
  await expect(page.getByRole("row", { name: /maren.*active/ })).toBeVisible();
  await theirs.close();
});

test("a workspace cannot be called like a page of the console", async ({ page, world }) => {
  await signIn(page, world.admin, "/console/installation/workspaces/new");
  await page.getByLabel("Name").fill("Mail room");
  await page.getByLabel("Slug").fill("mail");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.getByText("is a name that the console itself needs")).toBeVisible();
  await page.getByLabel("Slug").fill("mail-room");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page).toHaveURL("/console/mail-room/members");
  await page.goto("/console/installation/workspaces?q=room");
  await expect(page.getByRole("row", { name: /Mail room.*mail-room.*1/ })).toBeVisible();
});

test("the log shows what was before and after, keeps its filters, and proves whole", async ({ page, world }) => {
  await signIn(page, world.admin, "/console/installation/audit?action=user.block");
  await page.getByRole("button", { name: "Verify the chain" }).click();
  await expect(page.getByText(/The log is whole: \d+ entries/)).toBeVisible();
  const entries = page.locator("details");
  await expect(entries).toHaveCount(1);
  await entries.locator("summary").click();
  await expect(entries.getByRole("row", { name: "state active blocked" })).toBeVisible();
  await page.getByRole("link", { name: "Everything about it" }).click();
  await expect(page).toHaveURL(/subjectId=/);
  await expect(page.locator("summary").filter({ hasText: "user.unblock" })).toBeVisible();
  await page.goto("/console/installation/audit?until=2020-01-01");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByLabel("to", { exact: true }).fill("");
  await expect(page).toHaveURL("/console/installation/audit");
  await expect(entries.first()).toBeVisible();
});

for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const) {
  test.describe(`${colorScheme} at ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    test("every page of the operator is accessible, fits, and makes the browser complain of nothing", async ({
      page,
      world,
    }) => {
      await signIn(page, world.admin, "/console/installation/gateways");
      const complaints = complaintsOf(page);
      for (const path of pages) {
        await page.goto(path, { waitUntil: "networkidle" });
        await expectNoViolations(page);
        await expectNoOverflow(page);
      }
      expect(complaints).toEqual([]);
    });
  });
}

const pages = [
  "gateways",
  "gateways/register",
  "groups/default",
  "snapshots",
  "snapshots/default/1",
  "users",
  "workspaces",
  "workspaces/new",
  "tokens",
  "jobs",
  "audit",
].map((page) => `/console/installation/${page}`);

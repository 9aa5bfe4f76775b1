import { expect } from "@playwright/test";
import { test } from "./world.ts";

test("an operator registers a gateway, copies its command, rotates its token and revokes it", async ({ signedIn }) => {
  const page = await signedIn("administrator");
  await page.goto("/console/installation/gateways/register", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText("Fill this in.")).toBeVisible();
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

test("a group is made with an address that callers can reach, and the wrong line is named", async ({ signedIn }) => {
  const page = await signedIn("administrator");
  await page.goto("/console/installation/groups/new", { waitUntil: "networkidle" });
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

test("an earlier snapshot is put back, after saying what that does", async ({ signedIn }) => {
  const page = await signedIn("administrator");
  await page.goto("/console/installation/snapshots", { waitUntil: "networkidle" });
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

test("somebody is blocked and let in again", async ({ world, signedIn }) => {
  const { email, name } = await world.account("approver", world.bare);
  const theirs = await signedIn("approver", { workspace: world.bare });
  expect((await theirs.goto(`/console/${world.bare}/audit`))?.status()).toBe(200);
  const page = await signedIn("administrator");
  await page.goto(`/console/installation/users?q=${email}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: `Block… ${name}` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(email);
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${email}.*blocked`) })).toBeVisible();
  expect((await theirs.reload())?.status()).toBe(401);
  await page.getByRole("button", { name: `Unblock ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${email}.*active`) })).toBeVisible();
});

test("a workspace cannot be called like a page of the console", async ({ signedIn }) => {
  const page = await signedIn("administrator");
  await page.goto("/console/installation/workspaces/new", { waitUntil: "networkidle" });
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

test("the log shows what was before and after, keeps its filters, and proves whole", async ({ signedIn }) => {
  const page = await signedIn("administrator");
  await page.goto("/console/installation/audit?action=user.block", { waitUntil: "networkidle" });
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

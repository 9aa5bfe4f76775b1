import { expect } from "@playwright/test";
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

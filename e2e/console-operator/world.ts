import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { signUp } from "../support/client.ts";
import { startTestInstallation } from "../support/installation.ts";
import { employStaff, publishApi } from "../support/publisher.ts";
import { until } from "../support/until.ts";

export interface Account {
  email: string;
  password: string;
}

/** An installation with an operator, and a workspace that has published something. */
export interface World {
  url: string;
  admin: Account;
  /** An approver of the workspace, and nothing in the installation. */
  member: Account;
  /** Whom nobody knows. */
  stranger: Account;
  workspace: string;
}

const ORDERS = join(import.meta.dirname, "..", "..", "examples", "descriptions", "orders.openapi.yaml");

export const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const admin = { email: "operator@example.com", password: randomBytes(12).toString("base64url") };
      const installation = await startTestInstallation({ adminEmail: admin.email, adminPassword: admin.password });
      const { urls, automation } = installation;
      const join = async (name: string) => {
        const email = `${name}@example.com`;
        await signUp(urls.portal, urls.api, email, name);
        return { email, password: `${name}-planted-19-tulips` };
      };
      const staff = await employStaff(installation);
      const member = await join("maren");
      await automation.post(`/workspaces/${staff.workspace}/members`, { email: member.email, role: "approver" });
      const stranger = await join("silas");
      const orders = { slug: "orders", file: ORDERS, backendPath: "/orders" };
      await publishApi(staff, orders, urls.backend);
      await until("a second generation", async () => (await automation.get("/snapshots")).items.length > 1);
      await use({ url: new URL(urls.portal).origin, admin, member, stranger, workspace: staff.workspace });
      await installation.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  baseURL: ({ world }, use) => use(world.url),
});

export async function signIn(page: Page, { email, password }: Account, path: string): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await fillSignIn(page, { email, password });
  await expect(page).toHaveURL(path);
  await page.waitForLoadState("networkidle");
}

/** A form works once its script does: what is sent before that loads the page anew. */
async function fillSignIn(page: Page, { email, password }: Account): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import type { Client } from "../support/client.ts";
import { startTestInstallation } from "../support/installation.ts";
import { employStaff, publishApi, type Staff } from "../support/publisher.ts";

export interface Account {
  email: string;
  password: string;
}

/** An installation with the demo and without a mail server, and a product with a plan that grants at once and one that asks. */
export interface World {
  origin: string;
  admin: Account;
  /** Of the demo's workspace. */
  demoApprover: Account;
  /** The demo's developer, who has a subscription and a week of calls. */
  demoDeveloper: Account;
  staff: Staff;
  approver: Client;
  /** The product's page; its plans are `free` and `pro`. */
  product: string;
}

interface Fixtures {
  /** A page of somebody who has just signed up; each call is another person. */
  developer: (options?: BrowserContextOptions) => Promise<Page & { account: Account }>;
}

const ORDERS = join(import.meta.dirname, "..", "..", "examples", "descriptions", "orders.openapi.yaml");

export const test = base.extend<Fixtures, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const installation = await startTestInstallation({ seed: "demo" });
      const signIns = installation.demo?.signIns ?? [];
      const accountOf = (role: string): Account => {
        const found = signIns.find((signIn) => signIn.role === role);
        if (!found) throw new Error(`The demo has no ${role}.`);
        return { email: found.email, password: found.password };
      };
      const staff = await employStaff(installation);
      const orders = { slug: "shop-orders", file: ORDERS, backendPath: "/orders" };
      await publishApi(staff, orders, installation.urls.backend);
      await use({
        origin: new URL(installation.urls.portal).origin,
        admin: accountOf("admin"),
        demoApprover: accountOf("approver"),
        demoDeveloper: accountOf("developer"),
        staff,
        approver: staff.approvers[0],
        product: await offerShop(staff, orders.slug),
      });
      await installation.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  baseURL: ({ world }, use) => use(world.origin),
  developer: async ({ browser, world }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: world.origin, reducedMotion: "reduce", ...options });
      contexts.push(context);
      const account = { email: `dev-${randomUUID()}@example.com`, password: "planted-19-tulips-by-the-wall" };
      const headers = { origin: world.origin };
      await context.request.post("/api/v1/sign-up", { headers, data: { ...account, name: "Dev" } });
      await enter(context, world, account);
      return Object.assign(await context.newPage(), { account });
    });
    for (const context of contexts) await context.close();
  },
});

async function offerShop({ workspace, publisher }: Staff, api: string): Promise<string> {
  const at = `/workspaces/${workspace}/products`;
  await publisher.post(at, { slug: "shop", name: "Shop window", apis: [api], terms: "Be **kind**." });
  await publisher.post(`${at}/shop/plans`, { slug: "free", name: "Free", approval: "auto" });
  const questions = [{ name: "calls", label: "How many calls a day?", required: true }];
  await publisher.post(`${at}/shop/plans`, { slug: "pro", name: "Pro", approval: "manual", questions });
  await publisher.post(`${at}/shop/publish`);
  return `/products/${workspace}/shop`;
}

/** Begins a session without the form. */
export async function enter({ request }: BrowserContext, { origin }: World, account: Account): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, ...account, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { headers: { origin }, form });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}

/** Signs in as somebody does. What is typed before the page's scripts are there would be lost. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** The link of the newest mail of this subject to somebody, as an administrator finds it in the console. */
export async function mailedLink(administrator: Page, subject: string, to: string): Promise<string> {
  await administrator.goto("/console/installation/mail");
  await expect(administrator.getByText("No mail server is set: nothing is sent")).toBeVisible();
  const read = administrator.getByRole("button", { name: `Read “${subject}” to ${to}` }).first();
  const text = administrator.getByRole("dialog").getByRole("region", { name: "Text" });
  // the page may be there a moment before its scripts are
  await expect(async () => {
    await read.click({ timeout: 1_000 });
    await expect(text).toBeVisible({ timeout: 3_000 });
  }).toPass();
  return /https?:\/\/\S+#\S+/.exec((await text.textContent()) ?? "")?.[0] ?? "";
}

/** Status of a call through the gateway. */
export async function callWith(url: string, key: string): Promise<number> {
  const response = await fetch(url, { headers: { "x-api-key": key } });
  await response.body?.cancel();
  return response.status;
}

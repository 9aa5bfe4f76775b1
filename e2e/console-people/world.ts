import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { type Client, signUp } from "../support/client.ts";
import { startTestInstallation } from "../support/installation.ts";
import { employStaff, offerProduct, publishApi, type Staff } from "../support/publisher.ts";

export interface World {
  origin: string;
  api: string;
  automation: Client;
  staff: Staff;
  /** Of the plan that an approver decides on. */
  planId: string;
}

interface Fixtures {
  /** A page of somebody new, signed in and with a role in the workspace, or with none. */
  signedIn: (role: string | undefined, name?: string) => Promise<{ page: Page; email: string }>;
}

const ORDERS = join(import.meta.dirname, "..", "..", "examples", "descriptions", "orders.openapi.yaml");

/** A workspace that has published an API, with a product whose plan somebody has to approve. */
export const test = base.extend<Fixtures, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const installation = await startTestInstallation();
      const { urls, automation } = installation;
      const staff = await employStaff(installation);
      await publishApi(staff, { slug: "orders", file: ORDERS, backendPath: "/orders" }, urls.backend);
      const planId = await offerProduct(staff, "orders");
      await use({ origin: new URL(urls.portal).origin, api: urls.api, automation, staff, planId });
      await installation.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  signedIn: async ({ browser, world }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, name = role ?? "stranger") => {
      const context = await browser.newContext({ baseURL: world.origin, viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      const email = await signIn(context, world, role, name);
      return { page: await context.newPage(), email };
    });
    for (const context of contexts) await context.close();
  },
});

async function signIn({ request }: BrowserContext, world: World, role: string | undefined, name: string) {
  const email = `${randomUUID()}@example.com`;
  const password = "planted-19-tulips-by-the-wall";
  const headers = { origin: world.origin };
  await request.post("/api/v1/sign-up", { headers, data: { email, name, password } });
  if (role) await world.automation.post(`/workspaces/${world.staff.workspace}/members`, { email, role });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { headers, form });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
  return email;
}

/** Somebody new asks for the plan; returns the id of the request. */
export async function ask({ origin, api, planId }: World, name: string): Promise<string> {
  const developer = await signUp(origin, api, `${randomUUID()}@example.com`, name);
  const { teams } = await developer.get("/me");
  const application = await developer.post("/applications", { name: `${name}'s shop`, teamId: teams[0].id });
  const reason = `${name} has a reason`;
  return (await developer.post("/subscriptions", { applicationId: application.id, planId, reason })).id;
}

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { type Client, signUp } from "../support/client.ts";
import { startTestInstallation } from "../support/installation.ts";
import { employStaff, offerProduct, publishApi, type Staff } from "../support/publisher.ts";

type Role = "viewer" | "approver" | "publisher" | "owner" | "administrator" | "stranger";

interface Account {
  email: string;
  name: string;
}

/** Both planes with the demo, and beside it a workspace that has published an API in a product that somebody decides on. */
export interface World {
  origin: string;
  api: string;
  gateway: string;
  /** Answers every call with 200. */
  backend: string;
  automation: Client;
  staff: Staff;
  planId: string;
  /** A workspace with nothing in it. */
  bare: string;
  /** Somebody with a role in a workspace, the same one each time. */
  account: (role: Role, workspace?: string) => Promise<Account>;
}

interface Seat {
  /** The one of `staff` unless named. */
  workspace?: string;
  context?: BrowserContextOptions;
}

interface Fixtures {
  /** A page of somebody who is signed in, in a browser of their own. */
  signedIn: (role: Role, seat?: Seat) => Promise<Page>;
}

const ORDERS = join(import.meta.dirname, "..", "..", "examples", "descriptions", "orders.openapi.yaml");
const PASSWORD = "planted-19-tulips-by-the-wall";
const ADMINISTRATOR = { email: "operator@example.com", name: "Operator" };

export const test = base.extend<Fixtures, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const installation = await startTestInstallation({
        seed: "demo",
        adminEmail: ADMINISTRATOR.email,
        adminPassword: PASSWORD,
      });
      const { urls, automation } = installation;
      const staff = await employStaff(installation);
      await publishApi(staff, { slug: "harvest", file: ORDERS, backendPath: "/orders" }, urls.backend);
      const origin = new URL(urls.portal).origin;
      const { slug: bare } = await automation.post("/workspaces", { slug: "bare", name: "Bare" });
      await use({
        origin,
        api: urls.api,
        gateway: urls.gateway,
        backend: `${urls.backend}/anything`,
        automation,
        staff,
        bare,
        planId: await offerProduct(staff, "harvest"),
        account: accountsOf(urls.api, automation, staff.workspace),
      });
      await installation.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  baseURL: ({ world }, use) => use(world.origin),
  signedIn: async ({ browser, world }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, { workspace, context: options } = {}) => {
      const viewport = { width: 1440, height: 900 };
      const context = await browser.newContext({
        baseURL: world.origin,
        viewport,
        reducedMotion: "reduce",
        ...options,
      });
      contexts.push(context);
      await signIn(context, (await world.account(role, workspace)).email);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

function accountsOf(api: string, automation: Client, ours: string): World["account"] {
  const accounts = new Map<string, Promise<Account>>();
  const make = async (role: Role, workspace: string) => {
    if (role === "administrator") return ADMINISTRATOR;
    const account = { email: `${role}-${randomBytes(6).toString("hex")}@example.com`, name: `The ${role}` };
    await fetchJson(`${api}/sign-up`, { ...account, password: PASSWORD });
    if (role !== "stranger") await automation.post(`/workspaces/${workspace}/members`, { email: account.email, role });
    return account;
  };
  return (role, workspace = ours) => {
    const id = `${role} ${workspace}`;
    const account = accounts.get(id) ?? make(role, workspace);
    accounts.set(id, account);
    return account;
  };
}

async function fetchJson(url: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

/** As the form of the sign-in page does it. */
async function signIn({ request }: BrowserContext, email: string): Promise<void> {
  const origin = new URL((await request.get("/api/health")).url()).origin;
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password: PASSWORD, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { headers: { origin }, form });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}

/** Fills the form of the sign-in page; it works once its script does: what is sent before that loads the page anew. */
export async function fillSignIn(page: Page, email: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** Somebody new asks for the plan; returns the id of the request. */
export async function ask({ origin, api, planId }: World, name: string): Promise<string> {
  const developer = await signUp(origin, api, `asking-${randomBytes(6).toString("hex")}@example.com`, name);
  const { teams } = await developer.get("/me");
  const application = await developer.post("/applications", { name: `${name}'s shop`, teamId: teams[0].id });
  const reason = `${name} has a reason`;
  return (await developer.post("/subscriptions", { applicationId: application.id, planId, reason })).id;
}

/** Drops a text on the page as a file, as from the desktop, and is led to the page of its import. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const place = page.getByText("Drop a file here, or choose one");
  await place.waitFor();
  await page.waitForLoadState("networkidle");
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ""], fileName ?? ""));
      return transfer;
    },
    [name, text],
  );
  await place.dispatchEvent("drop", { dataTransfer });
  await page.waitForURL(/\/imports\/[0-9a-f-]+$/);
}

/** Opens a dialog by its button, fills in what it asks, and does it. */
export async function act(page: Page, label: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole("button", { name: label, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const [field, text] of Object.entries(fields)) await dialog.getByLabel(field).fill(text);
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type { Client } from "../support/client.ts";
import { startTestInstallation } from "../support/installation.ts";

export interface World {
  /** Origin of the console. */
  origin: string;
  gateway: string;
  /** Answers every call with 200. */
  backend: string;
  workspace: string;
  automation: Client;
}

interface Fixtures {
  /** A page of somebody who is signed in with a role in the workspace; each call is another person. */
  signedIn: (role: "publisher" | "approver" | "viewer", width?: number) => Promise<Page>;
}

/** Both planes with one workspace that has nothing in it, and a backend behind. */
export const test = base.extend<Fixtures, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const installation = await startTestInstallation();
      const backend = createServer((request, response) => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ path: request.url }));
      });
      await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
      const { port } = backend.address() as AddressInfo;
      const workspace = `clusters-${randomUUID().slice(0, 8)}`;
      await installation.automation.post("/workspaces", { slug: workspace, name: "Clusters" });
      await use({
        origin: new URL(installation.urls.portal).origin,
        gateway: installation.urls.gateway,
        backend: `http://127.0.0.1:${port}`,
        workspace,
        automation: installation.automation,
      });
      backend.closeAllConnections();
      backend.close();
      await installation.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  signedIn: async ({ browser, world }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, width = 1440) => {
      const context = await browser.newContext({ baseURL: world.origin, viewport: { width, height: 900 } });
      contexts.push(context);
      await signIn(context, world, role);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

async function signIn({ request }: BrowserContext, { origin, workspace, automation }: World, role: string) {
  const email = `${role}-${randomUUID()}@example.com`;
  const password = "planted-19-tulips-by-the-wall";
  const headers = { origin };
  await request.post("/api/v1/sign-up", { headers, data: { email, name: `The ${role}`, password } });
  await automation.post(`/workspaces/${workspace}/members`, { email, role });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { headers, form });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}

/** Drops a text on the page as a file, as from the desktop, and is led to the page of its import. */
export async function dropFile(page: Page, name: string, text: string) {
  const place = page.getByText("Drop a file here, or choose one");
  await place.waitFor();
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ""], fileName ?? ""));
      return transfer;
    },
    [name, text],
  );
  // the page may be there a moment before its scripts are
  await expect(async () => {
    await place.dispatchEvent("drop", { dataTransfer }, { timeout: 1_000 });
    await expect(place).toBeHidden({ timeout: 1_000 });
  }).toPass();
  await page.waitForURL(/\/imports\/[0-9a-f-]+$/);
}

/** Opens a dialog by its button, fills in what it asks, and does it. */
export async function act(page: Page, label: string, fields: Record<string, string> = {}) {
  await page.getByRole("button", { name: label, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const [field, text] of Object.entries(fields)) await dialog.getByLabel(field).fill(text);
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

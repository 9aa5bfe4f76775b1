import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { complaintsOf } from "../design-system/axe.ts";
import { test, type World } from "./world.ts";

/** Emoji of several code points, right to left, combining marks, markup, quotes, templates. */
const NAUGHTY = `👩‍👩‍👧 שלום Z͑ͫ̓ <script>alert(1)</script> "' -- {{7*7}}`;
const LONG = "x".repeat(10_000);

interface FormCase {
  /** As it is called for those who hear the page. */
  form: string;
  path: (world: World) => string;
  /** What is typed, by label; the first one has to be filled in. */
  values: () => Record<string, string>;
  checkbox?: string;
  submit: RegExp;
  /** What is sent once it is accepted. */
  sent: string;
  isForStrangers?: boolean;
}

const cases: FormCase[] = [
  {
    form: "Create an account",
    path: () => "/sign-up",
    values: () => ({
      Name: NAUGHTY,
      "E-mail address": `${randomUUID()}@example.com`,
      Password: NAUGHTY,
    }),
    submit: /^Create account/,
    sent: "/api/v1/sign-up",
    isForStrangers: true,
  },
  {
    form: "Forgotten password",
    path: () => "/forgot-password",
    values: () => ({ "E-mail address": `${randomUUID()}@example.com` }),
    submit: /^Send/,
    sent: "/api/v1/password-resets",
    isForStrangers: true,
  },
  {
    form: "Profile",
    path: () => "/account",
    values: () => ({ Name: NAUGHTY }),
    submit: /^Save/,
    sent: "/api/v1/me",
  },
  {
    form: "New access token",
    path: () => "/account/tokens",
    values: () => ({ Name: NAUGHTY }),
    checkbox: "application.read",
    submit: /^Create token/,
    sent: "/api/v1/tokens",
  },
  {
    form: "New application",
    path: () => "/applications/new",
    values: () => ({ Name: NAUGHTY, "Description · optional": NAUGHTY }),
    submit: /^Create application/,
    sent: "/api/v1/applications",
  },
  {
    form: "Subscribe to Shop window",
    path: ({ product }) => `${product}/subscribe?plan=free`,
    values: () => ({ "Name of the new application": NAUGHTY, "What for": NAUGHTY }),
    checkbox: "I accept the terms of use (version 1)",
    submit: /^Subscribe/,
    sent: "/api/v1/subscriptions",
  },
];

for (const each of cases) {
  test(`${each.form}: whatever is typed and goes wrong is told, nothing is lost and nothing doubled`, async ({
    browser,
    developer,
    world,
  }) => {
    const page = each.isForStrangers
      ? await (await browser.newContext({ baseURL: world.origin, reducedMotion: "reduce" })).newPage()
      : await developer();
    const complaints = complaintsOf(page);
    await page.goto(each.path(world), { waitUntil: "networkidle" });
    const form = page.getByRole("form", { name: each.form });
    const submit = form.getByRole("button", { name: each.submit });
    const values = each.values();
    const [first = ""] = Object.keys(values);
    const field = (label: string) => form.getByLabel(label);

    await field(first).fill("");
    await submit.click();
    await expect(field(first)).toBeFocused();
    await expect(field(first)).toHaveAccessibleDescription(/Fill this in/);

    if (each.checkbox) await form.getByRole("checkbox", { name: each.checkbox }).click();
    for (const label of Object.keys(values)) await field(label).fill(LONG);
    await submit.click();
    for (const label of Object.keys(values)) await expect(field(label)).toHaveAttribute("aria-invalid", "true");
    for (const [label, value] of Object.entries(values)) await field(label).fill(value);

    await page.context().setOffline(true);
    await submit.click();
    await expect(form.getByRole("alert")).toContainText("Nothing that you typed is lost");
    await page.context().setOffline(false);
    if (!each.isForStrangers) await expectEndedSessionTold(page, submit, each);
    for (const [label, value] of Object.entries(values)) await expect(field(label)).toHaveValue(value);

    const accepted: string[] = [];
    page.on("response", (response) => {
      const isSent = new URL(response.url()).pathname === each.sent && response.request().method() !== "GET";
      if (isSent) accepted.push(String(response.status()));
    });
    await submit.dblclick();
    await expect(async () => expect(accepted).toHaveLength(1)).toPass();
    expect(accepted[0]).toMatch(/^20[0-4]$/);
    await page.waitForLoadState("networkidle");
    expect(accepted).toHaveLength(1);
    expect(complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|status of 401/.test(text))).toEqual([]);
    if (each.isForStrangers) await page.context().close();
  });
}

/** The session is ended elsewhere, and begins again in another tab. */
async function expectEndedSessionTold(page: Page, submit: ReturnType<Page["getByRole"]>, { form }: FormCase) {
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await submit.click();
  await expect(page.getByRole("form", { name: form }).getByRole("alert")).toContainText("what you typed stays");
  await page.context().addCookies(cookies);
}

test("a text with a character that no database keeps is refused at its field", async ({ developer }) => {
  const page = await developer();
  await page.goto("/applications/new", { waitUntil: "networkidle" });
  await page.getByLabel("Name").fill("be\u0000fore");
  await page.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
});

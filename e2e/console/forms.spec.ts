import { randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { complaintsOf } from "../design-system/axe.ts";
import { test } from "./world.ts";

/** Emoji of several code points, right to left, combining marks, markup, quotes, templates. */
const NAUGHTY = `👩‍👩‍👧 שלום Z͑ͫ̓ <script>alert(1)</script> "' -- {{7*7}}`;
const LONG = "x".repeat(10_000);

interface FormCase {
  /** As it is called for those who hear the page. */
  form: string;
  role: "publisher" | "owner" | "administrator";
  /** Below the workspace, or from the root. */
  path: string;
  /** What is typed, by label; the first one has to be filled in. */
  values: () => Record<string, string>;
  checkbox?: string;
  submit: string;
  /** Where it is sent, below the API of the workspace or the API's root. */
  sent: string;
  /** Somebody else changes the same thing underneath. */
  theirs?: Record<string, unknown>;
}

const slug = () => `s-${randomBytes(5).toString("hex")}`;

const cases: FormCase[] = [
  {
    form: "New product",
    role: "publisher",
    path: "products/new",
    values: () => ({ Name: NAUGHTY, Slug: slug(), "Summary · optional": NAUGHTY }),
    submit: "Create product",
    sent: "products",
  },
  {
    form: "New plan",
    role: "publisher",
    path: "products/starter/plans/new",
    values: () => ({ Name: NAUGHTY, Slug: slug(), "Price · optional": NAUGHTY, "Summary · optional": NAUGHTY }),
    submit: "Create plan",
    sent: "products/starter/plans",
  },
  {
    form: "New named value",
    role: "publisher",
    path: "named-values?new",
    values: () => ({ Name: slug(), Text: NAUGHTY.replace("{{7*7}}", "") }),
    submit: "Add the value",
    sent: "named-values",
  },
  {
    form: "Settings",
    role: "publisher",
    path: "apis/harvest/settings",
    values: () => ({ Name: NAUGHTY, "Summary · optional": NAUGHTY, "Description · optional": NAUGHTY }),
    submit: "Save settings",
    sent: "apis/harvest",
    theirs: { summary: "Theirs" },
  },
  {
    form: "Workspace",
    role: "owner",
    path: "settings",
    values: () => ({ Name: NAUGHTY }),
    submit: "Save",
    sent: "",
    theirs: { name: "Theirs" },
  },
  {
    form: "New access token",
    role: "owner",
    path: "settings/tokens",
    values: () => ({ Name: NAUGHTY }),
    checkbox: "api.read",
    submit: "Create token",
    sent: "/tokens",
  },
  {
    form: "New gateway group",
    role: "administrator",
    path: "/console/installation/groups/new",
    values: () => ({ Slug: slug(), Name: NAUGHTY }),
    submit: "Create the group",
    sent: "/gateway-groups",
  },
  {
    form: "New workspace",
    role: "administrator",
    path: "/console/installation/workspaces/new",
    values: () => ({ Name: NAUGHTY, Slug: slug() }),
    submit: "Create the workspace",
    sent: "/workspaces",
  },
];

for (const each of cases) {
  test(`${each.form}: whatever is typed and goes wrong is told, nothing is lost and nothing doubled`, async ({
    world,
    signedIn,
  }) => {
    const { workspace } = world.staff;
    const page = await signedIn(each.role);
    const complaints = complaintsOf(page);
    const path = each.path.startsWith("/") ? each.path : `/console/${workspace}/${each.path}`;
    await page.goto(path, { waitUntil: "networkidle" });
    const form = page.getByRole("form", { name: each.form, exact: true });
    const submit = form.getByRole("button", { name: each.submit, exact: true });
    const field = (label: string) => form.getByLabel(label, { exact: true });
    const values = each.values();

    await expectBadInputTold(submit, field, values);
    if (each.checkbox) await form.getByRole("checkbox", { name: each.checkbox }).click();
    for (const [label, value] of Object.entries(values)) await field(label).fill(value);
    const [[first, right] = ["", ""]] = Object.entries(values);
    await field(first).fill("be\u0000fore");
    await submit.click();
    await expect(field(first)).toHaveAttribute("aria-invalid", "true");
    await field(first).fill(right);
    await expectLostWayTold(page, form, submit);
    for (const [label, value] of Object.entries(values)) await expect(field(label)).toHaveValue(value);

    const target = `/workspaces/${workspace}/${each.sent}`.replace(/\/$/, "");
    const address = each.sent.startsWith("/") ? each.sent : target;
    if (each.theirs) {
      await world.automation.patch(address, each.theirs);
      await submit.click();
      await expect(page.getByText("Somebody else saved this meanwhile")).toBeVisible();
      for (const [label, value] of Object.entries(values)) await expect(field(label)).toHaveValue(value);
    }
    const accepted: number[] = [];
    page.on("response", (response) => {
      const isSent = new URL(response.url()).pathname === `/api/v1${address}` && response.request().method() !== "GET";
      if (isSent) accepted.push(response.status());
    });
    const last = each.theirs ? page.getByRole("button", { name: "Save mine over it" }) : submit;
    await last.dblclick();
    await expect(async () => expect(accepted).toHaveLength(1)).toPass();
    expect(String(accepted[0])).toMatch(/^20[0-4]$/);
    await page.waitForLoadState("networkidle");
    expect(accepted).toHaveLength(1);
    expect(complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|status of 4(01|12|22)/.test(text))).toEqual([]);
  });
}

/** Nothing where something has to be, and too much. */
async function expectBadInputTold(
  submit: Locator,
  field: (label: string) => Locator,
  values: Record<string, string>,
): Promise<void> {
  const labels = Object.keys(values);
  const [first = ""] = labels;
  await field(first).fill("");
  await submit.click();
  await expect(field(first)).toBeFocused();
  await expect(field(first)).toHaveAccessibleDescription(/Fill this in/);

  for (const label of labels) await field(label).fill(LONG);
  await submit.click();
  await expect(field(first)).toHaveAttribute("aria-invalid", "true");
  await expect(field(first)).toHaveValue(LONG);
}

/** The network is gone; then the session is, and begins again in another tab. */
async function expectLostWayTold(page: Page, form: Locator, submit: Locator): Promise<void> {
  await page.context().setOffline(true);
  await submit.click();
  await expect(form.getByRole("alert")).toContainText("Nothing that you typed is lost");
  await page.context().setOffline(false);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await submit.click();
  await expect(form.getByRole("alert")).toContainText("what you typed stays");
  await page.context().addCookies(cookies);
}

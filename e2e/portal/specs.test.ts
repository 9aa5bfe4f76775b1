import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, clientWithToken } from "../support/client.ts";
import { startTestInstallation, type TestInstallation } from "../support/installation.ts";
import { employStaff, type Staff } from "../support/publisher.ts";
import { offerBackend, publishSpec, SPECS, specsIn } from "../support/spec-folder.ts";

const isThere = specsIn(SPECS).length > 0;
const files = isThere ? specsIn(SPECS) : ["the shared specs are absent"];

/** Of a page as it travels, before compression. */
const PAGE_BYTES_MAX = 600_000;
const AT_ONCE = 4;

let installation: TestInstallation;
let staff: Staff;
let reader: Client;

beforeAll(async () => {
  if (!isThere) return;
  installation = await startTestInstallation();
  staff = await employStaff(installation);
  reader = clientWithToken(installation.urls.api, installation.settings.bootstrapToken ?? "");
  await offerBackend(staff, installation.urls.backend);
});
afterAll(() => installation?.remove());

test.skipIf(!isThere).each(files)("%s: every operation has a page with all that it takes and answers", async (file) => {
  const slug = await publishSpec(staff, SPECS, file);
  const keys = await operationKeys(slug);
  expect(keys.length).toBeGreaterThan(0);
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => expectWholePage(slug, key)));
  }
});

async function operationKeys(slug: string): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page = await reader.get(`/catalog/apis/${staff.workspace}/${slug}/versions/v1/operations?limit=100${query}`);
    keys.push(...page.items.map(({ key }: { key: string }) => key));
    cursor = page.nextCursor;
  }
  return keys;
}

async function expectWholePage(slug: string, key: string): Promise<void> {
  const origin = new URL(installation.urls.portal).origin;
  const response = await fetch(`${origin}/apis/${staff.workspace}/${slug}/v1/${encodeURIComponent(key)}`);
  const html = await response.text();
  expect(response.status, key).toBe(200);
  expect(html.length, key).toBeLessThan(PAGE_BYTES_MAX);
  const form = await fetch(
    `${origin}/api/reference/${staff.workspace}/${slug}/v1/form?operation=${encodeURIComponent(key)}`,
  );
  const document = (await form.json()) as FormDocument;
  const operation = Object.values(Object.values(document.paths)[0] ?? {})[0];
  for (const { name } of operation?.parameters ?? []) expect(html, `${key}: ${name}`).toContain(escaped(name));
  expect(html.includes('id="body"'), `${key}: body`).toBe(operation?.requestBody !== undefined);
  expect(html, `${key}: answers`).toContain('id="answers"');
  expect(html, key).not.toContain("Something went wrong");
}

interface FormDocument {
  paths: Record<string, Record<string, { parameters?: { name: string }[]; requestBody?: unknown }>>;
}

/** As React writes text into a page. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

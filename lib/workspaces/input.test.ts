import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reservedSlugs, workspaceInput } from "./input.ts";

test.each(reservedSlugs)("a workspace cannot be called %s, which is a page of the console", (slug) => {
  expect(workspaceInput.safeParse({ slug, name: "Shop" }).error?.issues).toMatchObject([{ path: ["slug"] }]);
});

test.each(["shop", "ui-team", "installations"])("a workspace can be called %s", (slug) => {
  expect(workspaceInput.safeParse({ slug, name: "Shop" }).success).toBe(true);
});

test("every page of the console that stands where a workspace's slug would is kept free for it", () => {
  const console = join(import.meta.dirname, "..", "..", "app", "console");
  const segments = readdirSync(console, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z0-9]/.test(entry.name))
    .map(({ name }) => name);
  expect(segments.filter((name) => !reservedSlugs.includes(name))).toEqual([]);
});

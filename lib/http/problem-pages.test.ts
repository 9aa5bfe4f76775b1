import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { problems } from "../contract/problem.ts";

const PAGES = join(import.meta.dirname, "..", "..", "docs", "problems");
const SECTIONS = ["## What it means", "## When it comes", "## What to do"];

test("there is a page for every problem, and none besides", () => {
  const pages = readdirSync(PAGES).map((file) => file.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual(Object.keys(problems).sort());
});

test.each(Object.entries(problems))("the page of %s has its title, its status and all sections", (slug, problem) => {
  const page = readFileSync(join(PAGES, `${slug}.md`), "utf8");
  expect(page).toContain(`# ${problem.title}\n\n\`${slug}\`, status ${problem.status}\n`);
  expect(SECTIONS.filter((section) => !page.includes(section))).toEqual([]);
});

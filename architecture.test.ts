import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findCycles, ROOT, readSources, type Source } from "./scripts/architecture/sources.ts";

const sources = readSources();
const product = sources.filter(({ isTest }) => !isTest);

/** Owner → what it may import, as patterns over paths. The first owner that a file matches counts. */
const arrows: [owner: RegExp, mayImport: RegExp[]][] = [
  [/^lib\/contract\//, [/^lib\/contract\//]],
  [/^gateway-client\/policies\//, [/^lib\/contract\//, /^gateway-client\/policies\//]],
  [/^gateway-client\//, [/^lib\/contract\//, /^gateway-client\//]],
  [/^lib\/http\//, [/^lib\//, /^prisma\/generated\//]],
  [/^lib\/client\//, [/^lib\/(client|contract)\//, /^lib\/[^/]+\/(?:[\w-]+-)?(view|input)\.ts$/]],
  [
    /^lib\//,
    [
      /^lib\/(?!http\/|client\/)/,
      /^prisma\/generated\//,
      /^gateway-client\/policies\/registry\.ts$/,
      /^gateway-client\/src\/snapshot\/load\.ts$/,
    ],
  ],
  [/^components\//, [/^components\//, /^lib\/(client|contract)\//, /^lib\/[^/]+\/(?:[\w-]+-)?view\.ts$/]],
  [/^app\//, [/^app\//, /^components\//, /^lib\//]],
  [/^examples\//, [/^examples\//]],
];

describe("imports", () => {
  it("follow the arrows of ARCHITECTURE.md", () => {
    const wrong = product.flatMap(({ path, imports }) => {
      const allowed = arrows.find(([owner]) => owner.test(path))?.[1];
      return imports
        .filter((to) => allowed && !allowed.some((pattern) => pattern.test(to)))
        .map((to) => `${path} → ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it("never lead into app", () => {
    expect(
      product
        .filter(({ path, imports }) => !path.startsWith("app/") && imports.some((to) => to.startsWith("app/")))
        .map(pathOf),
    ).toEqual([]);
  });

  it("never lead around in a circle", () => {
    expect(findCycles(product).map((way) => way.join(" → "))).toEqual([]);
  });

  it("bring nothing but zod into the contract, and neither Next, React nor Prisma into the gateway", () => {
    const packagesOf = (folder: string) =>
      product.filter(({ path }) => path.startsWith(folder)).flatMap(({ packages }) => packages);
    expect(packagesOf("lib/contract/").filter((name) => name !== "zod" && !name.startsWith("node:"))).toEqual([]);
    expect(packagesOf("gateway-client/").filter((name) => /^(next|react|@prisma|pg)/.test(name))).toEqual([]);
  });

  it("find the file they name", () => {
    const missing = product.flatMap(({ path, imports }) =>
      imports
        .filter((to) => !to.startsWith("prisma/generated/") && !existsSync(join(ROOT, to)))
        .map((to) => `${path} → ${to}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("sources", () => {
  it("read the environment only where it is declared", () => {
    // A template that writes `process.env.${name}` into a code sample reads nothing.
    const mayRead =
      /^(lib\/env\.ts|scripts\/|prisma\/seed\/|examples\/|gateway-client\/(bin|bench|src\/(main|run|supervisor\/thread|config\/.*))\b)/;
    expect(
      product
        .filter(({ path, text }) => /^(?!\s*headers:).*process\.env(?!\.\$\{)/m.test(text) && !mayRead.test(path))
        .map(pathOf),
    ).toEqual([]);
  });

  it("touch a noun's tables only in its queries", () => {
    const access =
      /\b(?:db|tx|reader|database)\.[a-z]\w+\.(?:find|create|update|delete|upsert|count|aggregate|groupBy)/;
    const mayTouch = /[/-]queries\.ts$|^lib\/[\w-]+\/queries\/|^prisma\/seed\/|^lib\/(db|audit)\//;
    expect(product.filter(({ path, text }) => access.test(text) && !mayTouch.test(path)).map(pathOf)).toEqual([]);
  });

  it("say why they catch, wherever it is not the place for it", () => {
    expect(product.flatMap(unexplainedCatches)).toEqual([]);
  });

  it("stay below 300 lines", () => {
    expect(sources.filter(({ text }) => text.split("\n").length > 301).map(pathOf)).toEqual([]);
  });
});

describe("documents", () => {
  const documents = [...rootDocuments(), ...documentsBelow("docs"), "examples/README.md"].filter((path) =>
    existsSync(join(ROOT, path)),
  );

  it.each(documents)("%s names only paths that exist", (document) => {
    expect(pathsIn(readFileSync(join(ROOT, document), "utf8")).filter((path) => !isThere(document, path))).toEqual([]);
  });
});

/** A `catch` with a comment beside, above or just below it explains itself. */
function unexplainedCatches({ path, text }: Source): string[] {
  // The route wrapper, the job runner and the gateway are the places for it.
  if (!/^(lib\/(?!http\/|jobs\/)|app\/|components\/)/.test(path)) return [];
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const around = lines.slice(Math.max(0, index - 5), index + 6).join("\n");
    return /(\}\s*catch\b|\.catch\()/.test(line) && !/\/\/|\/\*|\*\//.test(around) ? [`${path}:${index + 1}`] : [];
  });
}

function pathsIn(markdown: string): string[] {
  const spans = [...markdown.matchAll(/`([^`\s]+)`/g), ...markdown.matchAll(/\]\(([^)#\s]+)\)/g)].map(
    (match) => match[1] ?? "",
  );
  return spans.filter(
    (span) =>
      /^(\.\.?\/)*[\w@[\]().-]+(\/[\w@[\]().-]*)+$/.test(span) &&
      /^(\.\.?\/|app|components|docs|e2e|examples|gateway-client|lib|prisma|public|scripts)/.test(span),
  );
}

/** From the root, or from the folder of the document. */
function isThere(document: string, path: string): boolean {
  return existsSync(join(ROOT, path)) || existsSync(join(ROOT, document, "..", path));
}

function rootDocuments(): string[] {
  return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
}

function documentsBelow(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

function pathOf({ path }: Source): string {
  return path;
}

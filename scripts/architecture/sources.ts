import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..");
const FOLDERS = ["app", "components", "e2e", "examples", "gateway-client", "lib", "prisma", "scripts"];
const SKIPPED = /node_modules|\.next|prisma\/generated|\.generated\./;

export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  isTest: boolean;
  /** Files of ours that it imports. */
  imports: string[];
  /** Those of them that are there when it runs: types are erased. */
  runtimeImports: string[];
  /** Packages that it imports. */
  packages: string[];
}

/** Every TypeScript file of the repository with what it imports. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) => filesBelow(join(ROOT, folder))).map((file) => {
    const path = relative(ROOT, file);
    const text = readFileSync(file, "utf8");
    const specifiers = [
      ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)"|import\("([^"]+)"\)/g),
    ];
    const all = specifiers.map((match) => match[1] ?? match[2] ?? "");
    return {
      path,
      text,
      isTest: /\.test\.tsx?$|^e2e\/|^gateway-client\/(test|bench)\/|testing\.ts$|\/(testing|test)\//.test(path),
      imports: all.flatMap((specifier) => resolveOwn(path, specifier) ?? []),
      runtimeImports: specifiers
        .filter((match) => !/^\s*(import|export) type\s/.test(match[0]))
        .flatMap((match) => resolveOwn(path, match[1] ?? match[2] ?? "") ?? []),
      packages: all.filter((specifier) => resolveOwn(path, specifier) === undefined),
    };
  });
}

/** The cycles among files: each as the way around, the first file repeated at the end. */
export function findCycles(sources: Source[]): string[][] {
  const importsOf = new Map(sources.map(({ path, runtimeImports }) => [path, runtimeImports]));
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, way: string[]) => {
    const at = way.indexOf(path);
    if (at >= 0) return void cycles.push([...way.slice(at), path]);
    if (done.has(path)) return;
    for (const next of importsOf.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of importsOf.keys()) visit(path, []);
  return cycles;
}

function resolveOwn(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return normalize(join(dirname(from), specifier));
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith("@gatehouse/contract/")) return specifier.replace("@gatehouse/contract", "lib/contract");
  return undefined;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file) && !SKIPPED.test(relative(ROOT, file)));
}

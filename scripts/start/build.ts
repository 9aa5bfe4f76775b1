import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { StartError } from "./ports.ts";
import { inTurn } from "./turn.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const STAMP = join(ROOT, ".next", "sources.sha256");
/** What goes into the build; the policies are the gateway's part of it. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "messages",
  "gateway-client/policies",
  "gateway-client/src",
  "prisma/schema.prisma",
  "docs/problems",
];
const CONFIG = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.js",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
];
const TURN = join(ROOT, "node_modules", ".cache", "gatehouse-build.pid");
const TICK_MS = 10_000;

/**
 * Builds the web application when its sources changed since the last time. Starts and
 * tests that run side by side take turns: one builds, the others find it built.
 */
export async function ensureBuilt(say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  await inTurn(TURN, () => buildWhereStale(say, signal));
}

async function buildWhereStale(say: (line: string) => void, signal: AbortSignal | undefined): Promise<void> {
  const hash = hashSources();
  if (existsSync(STAMP) && existsSync(serverFile()) && readFileSync(STAMP, "utf8") === hash) return;

  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say("building the web application (once for these sources)");
  const ticker = setInterval(() => say(`building the web application, ${seconds()} s`), TICK_MS);
  try {
    await run(["node_modules/next/dist/bin/next", "build"], signal);
  } finally {
    clearInterval(ticker);
  }
  // Next leaves it to the operator to put these beside the standalone server.
  cpSync(join(ROOT, ".next", "static"), join(ROOT, ".next", "standalone", ".next", "static"), { recursive: true });
  if (existsSync(join(ROOT, "public")))
    cpSync(join(ROOT, "public"), join(ROOT, ".next", "standalone", "public"), { recursive: true });
  writeFileSync(STAMP, hash);
  say(`built the web application in ${seconds()} s`);
}

export function serverFile(): string {
  return join(ROOT, ".next", "standalone", "server.js");
}

function run(args: string[], signal: AbortSignal | undefined): Promise<void> {
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production" as const,
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024, ...(signal ? { signal } : {}) },
      (error, stdout, stderr) => {
        if (error) reject(new StartError(`${stdout}${stderr}\n${args.join(" ")} failed; what it said stands above.`));
        else resolve();
      },
    );
  });
}

function hashSources(): string {
  const hash = createHash("sha256");
  const files = [
    ...SOURCES.flatMap((source) => filesBelow(join(ROOT, source))),
    ...CONFIG.map((file) => join(ROOT, file)),
  ];
  for (const file of files.filter(
    (path) => (existsSync(path) && !/\.(test\.tsx?|md)$/.test(path)) || path.includes("docs"),
  )) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("node_modules"))
    .sort();
}

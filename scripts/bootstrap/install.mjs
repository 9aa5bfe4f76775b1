// Plain JavaScript for any Node from 20 on: it runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const NODE_MIN = 20;
const TICK_MS = 5_000;

/** Installs the locked packages unless exactly they are there. Says what it does while it does it. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < NODE_MIN) fail(`Gatehouse needs Node ${NODE_MIN} or newer; this is ${process.versions.node}.`);
  if (isInstalled()) return;

  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log("installing packages (the first time takes a minute or two)");
  const ticker = setInterval(() => console.log(`installing packages, ${seconds()} s`), TICK_MS);
  const { code, output } = await npmCi();
  clearInterval(ticker);
  if (code !== 0) fail(`${output.trim()}\nnpm ci failed; what it said stands above.`);
  console.log(`installed packages in ${seconds()} s`);
}

/** Compares what npm noted about node_modules with the lock file: every package that is not optional, in its version. */
function isInstalled() {
  const noted = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(noted) || !existsSync(pinnedNode())) return false;
  const installed = JSON.parse(readFileSync(noted, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([path, entry]) =>
      !path.startsWith("node_modules/") ||
      entry.optional ||
      entry.peer ||
      entry.link ||
      installed[path]?.version === entry.version,
  );
}

function npmCi() {
  return new Promise((resolve) => {
    // Prisma's installer would download engines that are not used here; naming any executable keeps it from that.
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT,
      env,
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    npm.stdout.on("data", (chunk) => (output += chunk));
    npm.stderr.on("data", (chunk) => (output += chunk));
    npm.on("error", (error) => resolve({ code: 1, output: `npm could not be started: ${error.message}` }));
    npm.on("exit", (code) => resolve({ code, output }));
  });
}

/** The Node that the project is made for, a package among the others. */
export function pinnedNode() {
  return join(ROOT, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

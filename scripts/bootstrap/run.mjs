// Plain JavaScript for any Node from 20 on: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ensureInstalled, pinnedNode, ROOT } from "./install.mjs";

const PARENTS_CHECK_MS = 1_000;
// What libraries should do otherwise some day is no news for the person at the terminal.
const QUIET = ["--disable-warning=DeprecationWarning"];

/** Runs a script of ours under the pinned Node with everything installed, and ends as it ends. */
export async function runScript(script, { cwd = ROOT } = {}) {
  await ensureInstalled();
  const { status } = spawnSync(pinnedNode(), [join(ROOT, "scripts", "bootstrap", "generate.ts")], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
  const child = spawn(pinnedNode(), [...QUIET, join(ROOT, script), ...process.argv.slice(2)], {
    cwd,
    env: {
      ...process.env,
      PATH: `${dirname(pinnedNode())}${delimiter}${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
    },
    // The channel tells the script when this process is gone, however it went.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });

  // A terminal sends Ctrl-C to both of us; somebody's `kill` reaches only this one, so it is handed on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const parents = npmAbove();
  setInterval(() => {
    if (!parents.every(isAlive)) child.kill("SIGTERM");
  }, PARENTS_CHECK_MS).unref();

  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** npm and its shell, when they started us: killed, they cannot hand on their signals. */
function npmAbove() {
  if (!process.env.npm_lifecycle_event || process.platform !== "linux") return [];
  const parent = process.ppid;
  const status = readFileSync(`/proc/${parent}/status`, "utf8");
  const isShell = /^Name:\s+(sh|dash|bash)$/m.test(status);
  return isShell ? [parent, Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1])] : [parent];
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

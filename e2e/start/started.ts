import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/postgres/server.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** What scripts read of a running installation. */
export interface Ready {
  urls: Record<"portal" | "console" | "api" | "gateway" | "gatewayAdmin" | "backend", string>;
  signIns: { role: string; email: string; password: string }[];
  key: string;
  curl: string;
  pids: Record<"start" | "postgres" | "web" | "worker" | "gateway" | "backend", number>;
  databaseUrl: string;
}

/** A place for an installation: free ports, a temporary data folder. */
export interface Place {
  dataDir: string;
  env: Record<string, string>;
  remove: () => void;
}

export async function findPlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const [port, gatewayPort, gatewayAdminPort] = [await freePort(), await freePort(), await freePort()];
  return {
    dataDir,
    env: {
      GATEHOUSE_DATA_DIR: dataDir,
      PORT: String(port),
      GATEWAY_PORT: String(gatewayPort),
      GATEWAY_ADMIN_PORT: String(gatewayAdminPort),
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

export interface Start {
  process: ChildProcess;
  /** Everything that it has said so far. */
  output: () => string;
  /** Settles when it says that it is ready. */
  ready: () => Promise<Ready>;
  /** Settles with the exit code. */
  ended: Promise<number | null>;
}

/** `npm start` in a place, as a process of its own. */
export function start(place: Place, env: Record<string, string> = {}): Start {
  const child = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    // Ours without what the test runner put in.
    env: { ...process.env, ...place.env, ...env, NODE_ENV: "production", npm_lifecycle_event: undefined },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));

  const ready = () =>
    new Promise<Ready>((resolve, reject) => {
      const look = () => {
        if (!/^ready/m.test(output)) return;
        listeners.delete(look);
        resolve(readReady(place));
      };
      listeners.add(look);
      look();
      void ended.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
    });
  return { process: child, output: () => output, ready, ended };
}

export function readReady({ dataDir }: Place): Ready {
  return JSON.parse(readFileSync(join(dataDir, "ready.json"), "utf8"));
}

/** A zombie that nobody has waited for does not run. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // gone
  }
}

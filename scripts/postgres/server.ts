import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type PostgresFolder, preparePostgresFolder, removePostgresFolder } from "./folder.ts";

export interface PostgresServer {
  folder: PostgresFolder;
  port: number;
  process: ChildProcess;
  /** The address of one of its databases. */
  url: (database: string) => string;
  /** Ends its sessions and stops it; idempotent. */
  stop: () => Promise<void>;
  /** Stops it and removes its files. */
  remove: () => Promise<void>;
}

export interface PostgresOptions {
  /** The folder that its files belong into. */
  home: string;
  password: string;
  /** Left out: a free one. */
  port?: number;
  /** `name=value` settings on top of Postgres' own defaults. */
  settings?: string[];
  log?: (line: string) => void;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts a Postgres server of our own on the loopback interface; makes its cluster at the first start. A
 * server that a killed process left running on the same files is stopped first.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = preparePostgresFolder(options.home);
  if (!existsSync(join(folder.data, "PG_VERSION"))) makeCluster(folder, options.password);
  await stopLeftOver(folder);

  const port = options.port ?? (await freePort());
  const child = spawnServer(folder, port, options);
  const url = (database: string) => `postgresql://postgres:${options.password}@127.0.0.1:${port}/${database}`;
  await waitUntilReady(child, url("postgres"));

  const stop = () => stopServer(child);
  return {
    folder,
    port,
    process: child,
    url,
    stop,
    remove: async () => {
      await stop();
      removePostgresFolder(folder);
    },
  };
}

/** Creates a database unless it exists. */
export async function ensureDatabase(server: PostgresServer, name: string): Promise<void> {
  await administer(server, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** Drops a database with everything in it and creates it anew. */
export async function recreateDatabase(server: PostgresServer, name: string): Promise<void> {
  await administer(server, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

async function administer(server: PostgresServer, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function makeCluster(folder: PostgresFolder, password: string): void {
  const passwordFile = join(folder.path, "initial-password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (folder.account) chownSync(passwordFile, folder.account.uid, folder.account.gid);
  try {
    execFileSync(
      join(folder.binaries, "initdb"),
      [
        `--pgdata=${folder.data}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-sync",
      ],
      { ...folder.account, cwd: folder.path, stdio: "pipe" },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function spawnServer(folder: PostgresFolder, port: number, { settings = [], log }: PostgresOptions): ChildProcess {
  const all = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", ...settings];
  // Its own process group: Ctrl-C in a terminal must reach Postgres only after those who use it have ended.
  const child = spawn(
    join(folder.binaries, "postgres"),
    ["-D", folder.data, "-p", String(port), ...all.flatMap((setting) => ["-c", setting])],
    { ...folder.account, cwd: folder.path, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  child.stderr?.setEncoding("utf8").on("data", (text: string) => log?.(text));
  return child;
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("Postgres ended while it started.");
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      // Refused connections are what waiting looks like from here.
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** SIGINT is Postgres' fast shutdown: open transactions are rolled back, the data is written, the process ends. */
async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}

/**
 * Stops the server that postmaster.pid names. When that process is gone, Postgres recovers by itself; but when the number now
 * belongs to another program, or to a dead one that nobody has waited for, Postgres would take it for a running server.
 */
async function stopLeftOver(folder: PostgresFolder): Promise<void> {
  const file = join(folder.data, "postmaster.pid");
  if (!existsSync(file)) return;
  const { state, command } = processOf(Number(readFileSync(file, "utf8").split("\n")[0]));
  if (state === "") return;
  if (state.startsWith("Z") || !command.includes("postgres")) return rmSync(file, { force: true });
  await promisify(execFile)(
    join(folder.binaries, "pg_ctl"),
    ["stop", "-D", folder.data, "-m", "fast", "-w", "-t", "60"],
    {
      ...folder.account,
      cwd: folder.path,
    },
  );
}

/** State (as `ps` shows it) and program of a process; empty when there is none. */
function processOf(pid: number): { state: string; command: string } {
  try {
    const line =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^\d+ \((.*)\) (\w).*$/s, "$2 $1")
        : execFileSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { stdio: "pipe" })
            .toString()
            .trim();
    const [state = "", ...command] = line.split(/\s+/);
    return { state, command: command.join(" ") };
  } catch {
    return { state: "", command: "" }; // neither has anything to say of a process that has ended
  }
}

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

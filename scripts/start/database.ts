import { appendFileSync, chmodSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { ensureDatabase, type PostgresServer, recreateDatabase, startPostgres } from "../postgres/server.ts";
import { StartError } from "./ports.ts";

export interface RunningDatabase {
  url: string;
  /** Of the embedded server; undefined with an own one. */
  readonly pid: number | undefined;
  /** Throws everything away; only the embedded one has it. */
  empty?: () => Promise<void>;
  stop: () => Promise<void>;
}

interface DatabaseOptions {
  dataDir: string;
  password: string;
  /** An own server instead of the embedded one. */
  databaseUrl: string | undefined;
  say: (line: string) => void;
}

const DATABASE = "gatehouse";
const RESTART_AFTER_MS = 500;
const VERSION_MIN = 150_000;

export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  if (options.databaseUrl === undefined) return startEmbedded(options);
  await assertUsable(options.databaseUrl);
  return { url: options.databaseUrl, pid: undefined, stop: async () => {} };
}

/** The embedded server; when it is killed it comes back on the same port, so that pools find it again by themselves. */
async function startEmbedded({ dataDir, password, say }: DatabaseOptions): Promise<RunningDatabase> {
  const logFile = join(dataDir, "logs", "postgres.log");
  mkdirSync(join(dataDir, "logs"), { recursive: true });
  const log = (text: string) => appendFileSync(logFile, text);
  const home = join(dataDir, "postgres");
  // The account that Postgres runs as passes through; each file in it that is secret is its owner's only.
  if (process.getuid?.() === 0) chmodSync(dataDir, (statSync(dataDir).mode & 0o777) | 0o011);
  let isStopping = false;

  const watch = (server: PostgresServer) => {
    server.process.once("exit", (code, signal) => {
      if (isStopping) return;
      say(`postgres ended (${signal ?? `exit ${code}`}); starting it again, see ${logFile}`);
      setTimeout(restart, RESTART_AFTER_MS);
    });
  };
  const restart = async () => {
    if (isStopping) return;
    try {
      running = await startPostgres({ home, password, port: running.port, log });
      watch(running);
    } catch {
      // Processes of the killed server may still hold its memory; they leave by themselves.
      setTimeout(restart, RESTART_AFTER_MS);
    }
  };

  let running = await startWithPatience(() => startPostgres({ home, password, log }));
  if (running.folder.movedFrom) {
    say(`the database is in ${running.folder.path}: the account that Postgres runs as cannot reach ${home}`);
  }
  await ensureDatabase(running, DATABASE);
  watch(running);
  return {
    url: running.url(DATABASE),
    get pid() {
      return running.process.pid;
    },
    empty: () => recreateDatabase(running, DATABASE),
    stop: () => {
      isStopping = true;
      return running.stop();
    },
  };
}

/** The first try meets what a killed server left; its processes need a moment to go. */
async function startWithPatience(start: () => Promise<PostgresServer>): Promise<PostgresServer> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, RESTART_AFTER_MS));
    }
  }
}

async function assertUsable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    if ((rows[0]?.version ?? 0) < VERSION_MIN) throw new Error("it is older than Postgres 15");
  } catch (error) {
    throw new StartError(
      `The server of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : error}.`,
    );
  } finally {
    await client.end().catch(() => {}); // a connection that was never made cannot be ended
  }
}

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "./server.ts";

/** Data that nobody needs after the run need not reach the disk. */
const CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"];

/** A server in a temporary folder. It goes with this process however that ends, its files as well. */
export async function startTemporaryPostgres(settings: string[] = CARELESS): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), "gatehouse-postgres-"));
  const server = await startPostgres({ home, password: randomBytes(12).toString("hex"), settings });
  watch(server);
  return server;
}

export async function withTemporaryPostgres(work: (server: PostgresServer) => Promise<void>): Promise<void> {
  const server = await startTemporaryPostgres();
  try {
    await work(server);
  } finally {
    await server.remove();
  }
}

/** A killed process cannot tidy up. The watchdog sees its end of the pipe close and does it instead. */
function watch(server: PostgresServer): void {
  const folders = [server.folder.path, ...(server.folder.movedFrom === undefined ? [] : [server.folder.movedFrom])];
  const watchdog = spawn(
    process.execPath,
    [join(import.meta.dirname, "watchdog.ts"), String(server.process.pid), ...folders],
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    },
  );
  watchdog.unref();
}

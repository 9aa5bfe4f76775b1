import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureDatabase, type PostgresServer, startPostgres } from "./server.ts";

let home: string;
const servers: PostgresServer[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "gatehouse-postgres-test-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.remove();
  rmSync(home, { recursive: true, force: true });
});

describe("an embedded server", () => {
  it("keeps its data over a stop", async () => {
    const first = await start();
    await ensureDatabase(first, "kept");
    await query(first, "CREATE TABLE note AS SELECT 'still here' AS text");
    await first.stop();
    expect(await query(await start(), "SELECT text FROM note")).toEqual([{ text: "still here" }]);
  });

  it("is found again when a killed process left it running", async () => {
    const left = await start();
    await ensureDatabase(left, "kept");
    await query(left, "CREATE TABLE note AS SELECT 'still here' AS text");
    const next = await start();
    expect(next.process.pid).not.toBe(left.process.pid);
    expect(await query(next, "SELECT text FROM note")).toEqual([{ text: "still here" }]);
  });

  it("recovers when it was killed itself", async () => {
    const killed = await start();
    await ensureDatabase(killed, "kept");
    await query(killed, "CREATE TABLE note AS SELECT 'still here' AS text");
    killed.process.kill("SIGKILL");
    await vi.waitFor(() => expect(killed.process.signalCode).toBe("SIGKILL"));
    const next = await vi.waitFor(start, { timeout: 20_000, interval: 500 });
    expect(await query(next, "SELECT text FROM note")).toEqual([{ text: "still here" }]);
  });

  it("starts although the number of its dead process belongs to another program now", async () => {
    const first = await start();
    const file = join(first.folder.data, "postmaster.pid");
    const lines = readFileSync(file, "utf8").split("\n");
    await first.stop();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(file, [String(other.pid), ...lines.slice(1)].join("\n"));
    await expect(start()).resolves.toBeDefined();
    other.kill("SIGKILL");
  });

  it("answers only with its password, and only on the loopback interface", async () => {
    const server = await start();
    const address = new URL(server.url("postgres"));
    expect(address.hostname).toBe("127.0.0.1");
    address.password = "another";
    await expect(new pg.Client({ connectionString: address.href }).connect()).rejects.toThrow("password");
  });
});

it("a temporary server goes with the process that started it, even when that is killed", async () => {
  const script = `
    import { startTemporaryPostgres } from "${join(import.meta.dirname, "temporary.ts")}";
    const server = await startTemporaryPostgres();
    console.log(JSON.stringify({ pid: server.process.pid, path: server.folder.path }));
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => starter.stdout.once("data", (chunk) => resolve(String(chunk))));
  const { pid, path } = JSON.parse(line);
  expect(existsSync(path)).toBe(true);
  starter.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(path)).toBe(false), { timeout: 20_000, interval: 100 });
  expect(isRunning(pid)).toBe(false);
}, 60_000);

async function start(): Promise<PostgresServer> {
  const server = await startPostgres({ home, password: "a-password", settings: ["fsync=off"] });
  servers.push(server);
  return server;
}

async function query(server: PostgresServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url("kept") });
  // A server that is stopped under an open connection says so.
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** A zombie that nobody has waited for does not run. */
function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

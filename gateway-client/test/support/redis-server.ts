import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";

/** Whether the system has a Redis; Debian's package is `redis-server`. */
export const hasRedis = (process.env.PATH ?? "")
  .split(delimiter)
  .some((folder) => existsSync(join(folder, "redis-server")));

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** For questions of the test's own. */
  readonly client: Redis;
  /** Stops answering while connections stay open, or goes on. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** Ends at once, with all that it knew. */
  kill(): Promise<void>;
  /** Begins anew on the same port. */
  start(): Promise<void>;
}

/** A Redis of the test's own, on a free port, that writes nothing to the disk. */
export async function runRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-redis-"));
  const port = await freePort();
  const client = new Redis(port, "127.0.0.1", { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on("error", () => undefined); // not up yet, or down because the test wants it
  let stop = async () => {};
  const start = async () => {
    const options = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--dir",
      folder,
      "--save",
      "",
      "--appendonly",
      "no",
    ];
    const child = spawn("redis-server", options, { stdio: "ignore" });
    const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
    signal = (name) => child.kill(name);
    stop = async () => {
      child.kill("SIGKILL");
      await exited;
    };
    await client.ping();
  };
  let signal: RedisServer["signal"] = () => undefined;
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    signal: (name) => signal(name),
    kill: () => stop(),
    start,
    [Symbol.asyncDispose]: async () => {
      client.disconnect();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new TypeError("a listening server has a port");
  return address.port;
}

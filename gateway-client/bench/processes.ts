import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A process under test, bound to one core. */
export interface Pinned {
  readonly pid: number;
  stop(): Promise<void>;
}

interface PinnedInput {
  command: string;
  arguments: string[];
  /** One core or a list of them, as `taskset -c` takes it. */
  core: string | number;
  port: number;
  environment?: Record<string, string>;
}

/** Starts a process on one core and waits until it accepts connections. */
async function startPinned(input: PinnedInput): Promise<Pinned> {
  const child = spawn("taskset", ["-c", String(input.core), input.command, ...input.arguments], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...input.environment },
  });
  await accepting(input.port, child);
  if (child.pid === undefined) throw new Error(`${input.command} did not start`);
  return {
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

export async function startNginx(
  config: string,
  name: string,
  folder: string,
  core: number,
  port: number,
): Promise<Pinned> {
  const path = join(folder, `${name}.conf`);
  await writeFile(path, config);
  return startPinned({ command: "nginx", arguments: ["-p", folder, "-c", path], core, port });
}

/** The gateway on the snapshot in `<folder>/snapshot`. */
export function startGateway(
  folder: string,
  { core, port, environment }: { core: string; port: number; environment?: Record<string, string> },
): Promise<Pinned> {
  return startPinned({
    command: process.execPath,
    arguments: [fileURLToPath(new URL("../src/main.ts", import.meta.url))],
    core,
    port,
    environment: {
      GATEHOUSE_GATEWAY_SNAPSHOT: join(folder, "snapshot"),
      GATEHOUSE_GATEWAY_DATA_DIR: join(folder, "data"),
      GATEHOUSE_GATEWAY_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      GATEWAY_ADMIN_PORT: "0",
      GATEHOUSE_GATEWAY_LOG_LEVEL: "error",
      ...environment,
    },
  });
}

/** One of the peers beside this file. */
export function startPeer(name: string, peerArguments: string[], core: number, port: number): Promise<Pinned> {
  const path = fileURLToPath(new URL(`peers/${name}.ts`, import.meta.url));
  return startPinned({ command: process.execPath, arguments: [path, ...peerArguments], core, port });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}

const START_MS = 20_000;

async function accepting(port: number, child: ChildProcess): Promise<void> {
  const limit = performance.now() + START_MS;
  while (child.exitCode === null && performance.now() < limit) {
    const socket = connect(port, "127.0.0.1");
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing accepts connections on port ${port}`);
}

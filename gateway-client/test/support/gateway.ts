import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { signingPublicKeys } from "./snapshot.ts";

/** A gateway as its own process. */
export interface GatewayProcess {
  readonly process: ChildProcess;
  readonly url: string;
  /** With TLS; 0 where there is none. */
  readonly securePort: number;
  readonly adminUrl: string;
  readonly dataDir: string;
  /** Everything it wrote, for a look at secrets and at what it says. */
  output(): string;
  /** Its `/status`. */
  // biome-ignore lint/suspicious/noExplicitAny: a page for people, whose members each test names
  status(): Promise<any>;
  isReady(): Promise<boolean>;
  call(path?: string, headers?: Record<string, string>): Promise<Response>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export interface GatewayInput {
  controlPlaneUrl?: string;
  dataDir?: string;
  environment?: Record<string, string>;
  argv?: string[];
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "gatehouse-gateway-"));
}

/** Starts the process and waits until it says that it is up; ready it may not be yet. */
export async function startGateway(input: GatewayInput = {}): Promise<GatewayProcess> {
  const dataDir = input.dataDir ?? (await temporaryFolder());
  const child = spawnGateway({ ...input, dataDir });
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const up = await new Promise<{ trafficPort: number; securePort?: number; adminPort: number }>((resolve, reject) => {
    child.stderr?.on("data", () => {
      const line = output.split("\n").find((text) => text.includes('"trafficPort"'));
      if (line) resolve(JSON.parse(line));
    });
    child.once("exit", (code) => reject(new Error(`The gateway ended with ${code}: ${output}`)));
  });
  const url = `http://127.0.0.1:${up.trafficPort}`;
  const adminUrl = `http://127.0.0.1:${up.adminPort}`;
  return {
    process: child,
    url,
    securePort: up.securePort ?? 0,
    adminUrl,
    dataDir,
    output: () => output,
    status: async () => (await fetch(`${adminUrl}/status`)).json(),
    isReady: async () => (await fetch(`${adminUrl}/ready`)).ok,
    call: (path = "/echo/hello", headers = { "x-api-key": "a-key" }) => fetch(url + path, { headers }),
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, "exit");
      }
      return child.exitCode;
    },
  };
}

export function spawnGateway({ controlPlaneUrl, dataDir, environment, argv = [] }: GatewayInput): ChildProcess {
  return spawn(process.execPath, [MAIN, ...argv], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      ...(controlPlaneUrl === undefined
        ? {}
        : {
            GATEHOUSE_CONTROL_PLANE_URL: controlPlaneUrl,
            GATEHOUSE_GATEWAY_TOKEN: "token",
            GATEHOUSE_SIGNING_PUBLIC_KEYS: signingPublicKeys,
          }),
      ...(dataDir === undefined ? {} : { GATEHOUSE_GATEWAY_DATA_DIR: dataDir }),
      GATEHOUSE_GATEWAY_HOST: "127.0.0.1",
      GATEWAY_PORT: "0",
      GATEWAY_ADMIN_PORT: "0",
      ...environment,
    },
  });
}

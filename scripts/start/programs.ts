import { join } from "node:path";
import { readSigningKey } from "../../lib/crypto/sign.ts";
import type { GatewayIdentity } from "../../prisma/seed/provision.ts";
import { type Program, runProgram } from "./program.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export interface Surroundings {
  settings: Settings;
  secrets: Secrets;
  databaseUrl: string;
  say: (line: string) => void;
}

/** Where this machine reaches a port that is bound to `host`: a wildcard is no address to call. */
export function localUrl(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** What every process of the control plane is told. */
export function controlPlaneEnvironment({ settings, secrets, databaseUrl }: Omit<Surroundings, "say">) {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    GATEHOUSE_DATA_DIR: settings.dataDir,
    GATEHOUSE_URL: process.env.GATEHOUSE_URL ?? localUrl(settings.host, settings.port),
    GATEHOUSE_SESSION_SECRET: secrets.sessionSecret,
    GATEHOUSE_ENCRYPTION_KEY: secrets.encryptionKey,
    GATEHOUSE_SIGNING_KEY: secrets.signingKey,
    PORT: String(settings.port),
    GATEHOUSE_HOST: settings.host,
  };
}

export function runWeb(surroundings: Surroundings): Program {
  const { settings, say } = surroundings;
  return runProgram({
    name: "control plane",
    args: [join(ROOT, "scripts", "web.ts")],
    env: controlPlaneEnvironment(surroundings),
    cwd: ROOT,
    logFile: logFile(settings, "web"),
    readyUrl: `${localUrl(settings.host, settings.port)}/api/health`,
    say,
  });
}

export function runWorker(surroundings: Surroundings): Program {
  const { settings, say } = surroundings;
  return runProgram({
    name: "worker",
    args: [join(ROOT, "scripts", "worker.ts")],
    env: controlPlaneEnvironment(surroundings),
    cwd: ROOT,
    logFile: logFile(settings, "worker"),
    readyUrl: undefined,
    say,
  });
}

export function runGateway({ settings, secrets, say }: Surroundings, { token, groupKey }: GatewayIdentity): Program {
  const { id, publicKey } = readSigningKey(secrets.signingKey);
  return runProgram({
    name: "gateway",
    args: [join(ROOT, "gateway-client", "src", "main.ts")],
    env: {
      NODE_ENV: "production",
      // What belongs to the control plane is none of the gateway's business.
      DATABASE_URL: undefined,
      GATEHOUSE_CONTROL_PLANE_URL: localUrl(settings.host, settings.port),
      GATEHOUSE_GATEWAY_TOKEN: token,
      GATEHOUSE_GATEWAY_DATA_DIR: join(settings.dataDir, "gateway"),
      GATEHOUSE_GATEWAY_HOST: settings.host,
      GATEWAY_PORT: String(settings.gatewayPort),
      GATEWAY_ADMIN_PORT: String(settings.gatewayAdminPort),
      GATEHOUSE_SIGNING_PUBLIC_KEYS: `${id}=${publicKey}`,
      GATEHOUSE_GROUP_KEY: groupKey,
    },
    cwd: ROOT,
    logFile: logFile(settings, "gateway"),
    readyUrl: `http://127.0.0.1:${settings.gatewayAdminPort}/ready`,
    say,
  });
}

export function runBackend(settings: Settings, port: number, say: (line: string) => void): Program {
  return runProgram({
    name: "sample backend",
    args: [join(ROOT, "examples", "backend", "main.ts"), String(port)],
    env: {},
    cwd: ROOT,
    logFile: logFile(settings, "backend"),
    readyUrl: `http://127.0.0.1:${port}/health`,
    say,
  });
}

function logFile({ dataDir }: Settings, name: string): string {
  return join(dataDir, "logs", `${name}.log`);
}

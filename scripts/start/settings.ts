import { join, resolve } from "node:path";
import { env } from "../../lib/env.ts";
import { StartError } from "./ports.ts";

/** What one installation on this machine is made of. */
export interface Settings {
  dataDir: string;
  host: string;
  port: number;
  gatewayPort: number;
  gatewayAdminPort: number;
  /** An own server; undefined is the embedded one. */
  databaseUrl: string | undefined;
  seed: "demo" | "none";
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  bootstrapToken: string | undefined;
}

export function readSettings(): Settings {
  try {
    return fromEnvironment();
  } catch (error) {
    // what is wrong with a variable is said in one sentence
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function fromEnvironment(): Settings {
  return {
    dataDir: resolve(env.dataDir),
    host: env.host,
    port: env.port,
    gatewayPort: env.gatewayPort,
    gatewayAdminPort: env.gatewayAdminPort,
    databaseUrl: process.env.DATABASE_URL?.trim() || undefined,
    seed: env.seed,
    adminEmail: env.adminEmail,
    adminPassword: env.adminPassword,
    bootstrapToken: env.bootstrapToken,
  };
}

export const readyFile = (dataDir: string) => join(dataDir, "ready.json");

export const HELP = `npm start: Gatehouse on this machine, from nothing but Node 20 and the network for the packages.

Installs and builds what is needed, starts Postgres, the control plane (portal, console, management API),
its worker, one gateway and a sample backend, and prints where they are. Ctrl-C stops everything.

Environment
  PORT                       port of the control plane                       3000
  GATEWAY_PORT               port on which the gateway carries traffic       8080
  GATEWAY_ADMIN_PORT         the gateway's health and metrics, on loopback   8081
  GATEHOUSE_HOST             address that control plane and gateway bind     127.0.0.1
  GATEHOUSE_DATA_DIR         database, secrets, logs and ready.json          .gatehouse
  DATABASE_URL               an own Postgres (15 or newer) instead of the embedded one
  GATEHOUSE_SEED             what the first start puts in: demo or none      demo
  GATEHOUSE_ADMIN_EMAIL      the administrator made at the first start
  GATEHOUSE_ADMIN_PASSWORD   and the password (8 characters or more)
  GATEHOUSE_BOOTSTRAP_TOKEN  registered as a service token with all permissions, for automation

When all is up it prints a line that begins with "ready" and writes the same facts to <data dir>/ready.json.`;

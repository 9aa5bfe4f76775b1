import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../db/database.ts";
import { env } from "../env.ts";

/** What the HTTP layer stands on. Made from the environment at the first request, or installed by whoever imports routes. */
export interface Platform {
  db: Database;
  now: () => Date;
  random: (count: number) => Uint8Array;
  sessionSecret: string;
  encryptionKey: Uint8Array;
  publicUrl: string;
  trustedProxies: number;
  callsPerMinute: number;
}

/** One per process: Next bundles modules more than once, so module scope would open several pools. */
const holder = globalThis as typeof globalThis & { gatehousePlatform?: Platform };

export function platform(): Platform {
  holder.gatehousePlatform ??= fromEnvironment();
  return holder.gatehousePlatform;
}

/** For scripts and tests that call route handlers in their own process, on their own database and clock. */
export function installPlatform(installed: Platform): void {
  holder.gatehousePlatform = installed;
}

function fromEnvironment(): Platform {
  return {
    db: openDatabase(env.databaseUrl),
    now: () => new Date(),
    random: (count) => randomBytes(count),
    sessionSecret: env.sessionSecret,
    encryptionKey: env.encryptionKey,
    publicUrl: env.publicUrl,
    trustedProxies: env.trustedProxies,
    callsPerMinute: env.callsPerMinute,
  };
}

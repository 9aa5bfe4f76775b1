import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import type { Actor } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { type Database, openDatabase } from "./database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that scripts/test/database.ts started, with the migrated template in it. */
    testServerUrl: string;
    testTemplate: string;
  }
}

export interface TestDatabase {
  db: Database;
  url: string;
  /** A context as a route would make it, for `actor`; the clock may be set. */
  contextOf: (actor: Actor, now?: Date) => Context;
}

/** A migrated, empty database for one test file, made before its tests and dropped after them. */
export function testDatabase(): TestDatabase {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = databaseUrl(name);
  const db = openDatabase(url, { connectionsMax: 8 });

  beforeAll(() => administer(`CREATE DATABASE ${name} TEMPLATE ${inject("testTemplate")}`), 60_000);
  afterAll(async () => {
    await db.$disconnect();
    await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }, 60_000);

  return { db, url, contextOf: (actor, now) => contextOf(db, actor, now) };
}

function contextOf(db: Database, actor: Actor, now?: Date): Context {
  return {
    actor,
    db,
    now: () => now ?? new Date(),
    random: (count) => randomBytes(count),
    requestId: randomUUID(),
    address: "127.0.0.1",
  };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl("postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(inject("testServerUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

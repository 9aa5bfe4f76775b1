import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../migrations/apply.ts";
import { startTemporaryPostgres } from "../postgres/temporary.ts";

/** One server for the run, an embedded one unless TEST_DATABASE_URL names another, with a migrated template to clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const server = external ? undefined : await startTemporaryPostgres();
  const url = external ?? server?.url("postgres") ?? "";
  const template = `template_${randomBytes(8).toString("hex")}`;

  await administer(url, `CREATE DATABASE ${template}`);
  await applyMigrations(withDatabase(url, template));
  project.provide("testServerUrl", url);
  project.provide("testTemplate", template);

  return async () => {
    if (server) await server.remove();
    else await administer(url, `DROP DATABASE ${template} WITH (FORCE)`);
  };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

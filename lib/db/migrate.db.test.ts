import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initialSql } from "../../scripts/migrations/initial.ts";
import { migrate } from "./migrate.ts";
import { testDatabase } from "./testing.ts";

const { url, db } = testDatabase();
const MIGRATIONS = join(import.meta.dirname, "..", "..", "prisma", "migrations");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-migrations-"));
  await cp(MIGRATIONS, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("migrate", () => {
  it("does nothing on a database that is up to date", async () => {
    expect(await migrate(url, folder)).toEqual([]);
  });

  it("applies a new migration once, also when two start at the same time", async () => {
    await addMigration("20991231000000_extra", "CREATE TABLE extra (id int)");
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(applied.flat()).toEqual(["20991231000000_extra"]);
    await db.$executeRawUnsafe("DROP TABLE extra");
    await db.$executeRawUnsafe("DELETE FROM _prisma_migrations WHERE migration_name = '20991231000000_extra'");
  });

  it("leaves nothing of a migration that fails", async () => {
    await addMigration("20991231000000_broken", "CREATE TABLE half (id int); SELECT 1 / 0");
    await expect(migrate(url, folder)).rejects.toThrow("20991231000000_broken failed");
    expect(await db.$queryRawUnsafe("SELECT to_regclass('half')::text AS name")).toEqual([{ name: null }]);
  });

  it("refuses a migration that was edited after it was applied", async () => {
    await addMigration("20261120000000_initial", "SELECT 1");
    await expect(migrate(url, folder)).rejects.toThrow("20261120000000_initial was edited");
  });

  it("refuses a database of a newer version", async () => {
    await rm(join(folder, "20261120000000_initial"), { recursive: true });
    await expect(migrate(url, folder)).rejects.toThrow("does not know");
  });
});

describe("the migrations", () => {
  it("lead to exactly what the schema and the SQL beside it describe", async () => {
    const described = await catalogueOf(async (client) => {
      await client.query(await initialSql(url));
    });
    const migrated = await catalogueOf(async (_client, address) => {
      await migrate(address, MIGRATIONS);
    });
    expect(migrated.filter((line) => !line.includes("_prisma_migrations"))).toEqual(described);
  });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

/** Every column, constraint, index, enum value and trigger of a fresh database after `fill`, one line each. */
async function catalogueOf(fill: (client: pg.Client, address: string) => Promise<void>): Promise<string[]> {
  const name = `catalogue_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await db.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    await fill(client, address.href);
    const { rows } = await client.query<{ line: string }>(CATALOGUE);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
    await db.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

const CATALOGUE = `
  SELECT line FROM (
    SELECT format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT format('enum %s %s', enumtypid::regtype, enumlabel) FROM pg_enum
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('extension %s', extname) FROM pg_extension
  ) AS catalogue ORDER BY line`;

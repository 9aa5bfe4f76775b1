// npm run db:migration            rewrites the initial migration, while it is the only one (until the first release)
// npm run db:migration -- <name>  adds one that leads from the last migration's schema to prisma/schema.prisma
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS_FOLDER, PRISMA_FOLDER } from "./migrations/folders.ts";
import { initialSql } from "./migrations/initial.ts";
import { schemaDiff } from "./migrations/schema-diff.ts";
import { withTemporaryPostgres } from "./postgres/temporary.ts";

const INITIAL = "20261120000000_initial";
/** The schema as it is after the last migration: what the next one starts from. */
const MIGRATED_SCHEMA = join(MIGRATIONS_FOLDER, "migrated.prisma");
const SCHEMA = join(PRISMA_FOLDER, "schema.prisma");

const name = process.argv[2];
await withTemporaryPostgres(async (server) => {
  const url = server.url("postgres");
  if (name === undefined) await rewriteInitial(url);
  else await addMigration(name, url);
  await copyFile(SCHEMA, MIGRATED_SCHEMA);
});

async function rewriteInitial(url: string): Promise<void> {
  await mkdir(MIGRATIONS_FOLDER, { recursive: true });
  const others = (await readdir(MIGRATIONS_FOLDER)).filter((entry) => /^\d{14}_/.test(entry) && entry !== INITIAL);
  if (others.length > 0)
    throw new Error("There are later migrations. Give the new one a name: npm run db:migration -- <name>");
  await writeMigration(INITIAL, await initialSql(url));
}

async function addMigration(title: string, url: string): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(title)) throw new Error("A migration's name is lower case with underscores.");
  const sql = await schemaDiff(await readFile(MIGRATED_SCHEMA, "utf8"), await readFile(SCHEMA, "utf8"), url);
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  await writeMigration(`${timestamp}_${title}`, sql);
}

async function writeMigration(folder: string, sql: string): Promise<void> {
  await mkdir(join(MIGRATIONS_FOLDER, folder), { recursive: true });
  await writeFile(join(MIGRATIONS_FOLDER, folder, "migration.sql"), sql);
  console.log(`wrote prisma/migrations/${folder}/migration.sql`);
}

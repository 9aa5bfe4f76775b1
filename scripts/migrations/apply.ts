import { migrate } from "../../lib/db/migrate.ts";
import { installJobs } from "../../lib/jobs/install.ts";
import { MIGRATIONS_FOLDER } from "./folders.ts";

/** Brings a database to this version: our tables, then the job queue's. Returns the migrations that were missing. */
export async function applyMigrations(url: string): Promise<string[]> {
  const applied = await migrate(url, MIGRATIONS_FOLDER);
  await installJobs(url);
  return applied;
}

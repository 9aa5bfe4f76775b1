// npm run db:migrate: applies the missing migrations to DATABASE_URL.
import { applyMigrations } from "./migrations/apply.ts";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_URL to the database that is to be migrated.");
  process.exit(1);
}
const applied = await applyMigrations(url);
console.log(applied.length > 0 ? `applied ${applied.join(", ")}` : "nothing to apply");

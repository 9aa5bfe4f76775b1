import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PRISMA_FOLDER } from "./folders.ts";
import { schemaDiff } from "./schema-diff.ts";

/** The whole of today's database as SQL: what Prisma's schema says between the two files that say the rest. */
export async function initialSql(url: string): Promise<string> {
  const [extensions, schema, indexes] = await Promise.all(
    ["sql/extensions.sql", "schema.prisma", "sql/indexes.sql"].map((file) =>
      readFile(join(PRISMA_FOLDER, file), "utf8"),
    ),
  );
  return [extensions, await schemaDiff(undefined, schema ?? "", url), indexes].join("\n");
}

// Generates the database client when it is missing or older than the schema. Everything that touches the database imports it,
// so this runs before any other script of ours.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { inTurn } from "../start/turn.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CLIENT = join(ROOT, "prisma", "generated", "client.ts");
const SCHEMA = join(ROOT, "prisma", "schema.prisma");

await inTurn(join(ROOT, "node_modules", ".cache", "gatehouse-generate.pid"), async () => {
  if (existsSync(CLIENT) && statSync(CLIENT).mtimeMs > statSync(SCHEMA).mtimeMs) return;
  execFileSync(process.execPath, [join(ROOT, "node_modules", "prisma", "build", "index.js"), "generate"], {
    cwd: ROOT,
    // Prisma's native engine is not needed for this; naming any executable keeps it from being downloaded.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    stdio: "pipe",
  });
});

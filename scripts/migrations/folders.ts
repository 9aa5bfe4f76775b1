import { join } from "node:path";

export const PRISMA_FOLDER = join(import.meta.dirname, "..", "..", "prisma");
export const MIGRATIONS_FOLDER = join(PRISMA_FOLDER, "migrations");

import type { Context } from "../context.ts";
import type { Transaction } from "./database.ts";

/** Runs a verb's writes as one transaction; serialisation is by guarded writes, so the default isolation is enough. */
export function inTransaction<T>(ctx: Pick<Context, "db">, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return ctx.db.$transaction(work, { maxWait: 5_000, timeout: 30_000 });
}

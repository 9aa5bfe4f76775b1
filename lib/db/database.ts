import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "../../prisma/generated/client.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** What queries take: they read alike inside and outside of a transaction. */
export type Reader = Database | Transaction;

/** A pooled client on `url`. `schema` puts a test on a schema of its own. */
export function openDatabase(url: string, options: { connectionsMax?: number; schema?: string } = {}): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max: options.connectionsMax ?? 10 },
    options.schema ? { schema: options.schema } : undefined,
  );
  return new PrismaClient({ adapter });
}

import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";

export type KeyRow = Prisma.ApiKeyGetPayload<object>;

export async function getKey(reader: Reader, subscriptionId: string, id: string): Promise<KeyRow> {
  const row = await reader.apiKey.findFirst({ where: { id, subscriptionId } });
  if (!row) throw new Problem("not-found");
  return row;
}

export function listKeyRows(reader: Reader, subscriptionId: string, before: string | undefined, limit: number) {
  return reader.apiKey.findMany({
    where: { subscriptionId, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}

export function countWorkingKeys(reader: Reader, subscriptionId: string, now: Date): Promise<number> {
  return reader.apiKey.count({
    where: { subscriptionId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
  });
}

/** A key is somebody's alone: one that is or was in use anywhere here is not taken again. */
export async function insertKey(tx: Transaction, data: Prisma.ApiKeyCreateManyInput): Promise<KeyRow> {
  const [created] = await tx.apiKey.createManyAndReturn({ data, skipDuplicates: true });
  if (!created) throw new Problem("already-exists", "This key is or was in use already.");
  return created;
}

/** Writes only while the key is neither revoked nor rotated. */
export async function replaceKey(
  tx: Transaction,
  before: KeyRow,
  data: { successorId: string; expiresAt: Date },
): Promise<KeyRow> {
  const { count } = await tx.apiKey.updateMany({ where: { id: before.id, revokedAt: null, successorId: null }, data });
  if (count !== 1) throw new Problem("lost-race", "Somebody else changed the key at the same moment.");
  return getKey(tx, before.subscriptionId, before.id);
}

/** Writes only while the key is not revoked. */
export async function endKey(tx: Transaction, before: KeyRow, revokedAt: Date): Promise<KeyRow> {
  const { count } = await tx.apiKey.updateMany({ where: { id: before.id, revokedAt: null }, data: { revokedAt } });
  if (count !== 1) throw new Problem("lost-race", "Somebody else revoked the key at the same moment.");
  return getKey(tx, before.subscriptionId, before.id);
}

import type { Prisma } from "../../prisma/generated/client.ts";
import type { Database } from "../db/database.ts";

interface KeyOf {
  actor: string;
  key: string;
}

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Takes the key for a first request; false when it was taken before. */
export async function claimKey(db: Database, key: KeyOf, requestHash: string, now: Date): Promise<boolean> {
  const { count } = await db.idempotencyKey.createMany({
    data: [{ ...key, requestHash, createdAt: now }],
    skipDuplicates: true,
  });
  return count === 1;
}

export async function findKey(db: Database, actor_key: KeyOf) {
  return db.idempotencyKey.findUnique({ where: { actor_key } });
}

/** Takes the key over from a request that never came to its end; false when another did so first. */
export async function reclaimKey(db: Database, key: KeyOf, createdAt: Date, now: Date): Promise<boolean> {
  const { count } = await db.idempotencyKey.updateMany({
    where: { ...key, createdAt, status: null },
    data: { createdAt: now },
  });
  return count === 1;
}

export async function storeAnswer(db: Database, key: KeyOf, { status, headers, body }: StoredAnswer): Promise<void> {
  await db.idempotencyKey.updateMany({ where: key, data: { status, headers, body } });
}

export async function releaseKey(db: Database, key: KeyOf): Promise<void> {
  await db.idempotencyKey.deleteMany({ where: { ...key, status: null } });
}

/** Removes what was kept from before `before`; the promise to callers is 24 hours. */
export async function forgetKeys(db: Database, before: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}

/** Columns as they are read back: JSON of text members only. */
export function storedHeaders(headers: Prisma.JsonValue): Record<string, string> {
  const members = headers !== null && typeof headers === "object" ? Object.entries(headers) : [];
  return Object.fromEntries(members.map(([name, value]) => [name, String(value)]));
}

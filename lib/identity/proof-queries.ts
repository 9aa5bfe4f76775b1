import type { Reader, Transaction } from "../db/database.ts";
import type { ProofPurpose } from "./proof.ts";

export async function insertProof(
  reader: Reader,
  proof: { userId: string; purpose: ProofPurpose; hash: Uint8Array<ArrayBuffer>; expiresAt: Date },
): Promise<void> {
  await reader.emailProof.create({ data: { ...proof, purpose: stored[proof.purpose] } });
}

/** The proof with its user; undefined when it is of another purpose, used, or over. */
export async function findLiveProof(reader: Reader, purpose: ProofPurpose, hash: Uint8Array<ArrayBuffer>, now: Date) {
  const proof = await reader.emailProof.findFirst({
    where: { hash, purpose: stored[purpose], usedAt: null, expiresAt: { gt: now }, user: { state: "active" } },
    select: { id: true, user: { select: { id: true, email: true, name: true, passwordHash: true } } },
  });
  return proof ?? undefined;
}

/** Uses up every proof of the user for this purpose; false when somebody else used this one meanwhile. */
export async function useUpProofs(
  tx: Transaction,
  { id, userId, purpose }: { id: string; userId: string; purpose: ProofPurpose },
  usedAt: Date,
): Promise<boolean> {
  const { count } = await tx.emailProof.updateMany({ where: { id, usedAt: null }, data: { usedAt } });
  await tx.emailProof.updateMany({ where: { userId, purpose: stored[purpose], usedAt: null }, data: { usedAt } });
  return count === 1;
}

export async function forgetProofs(reader: Reader, before: Date): Promise<number> {
  const { count } = await reader.emailProof.deleteMany({ where: { expiresAt: { lt: before } } });
  return count;
}

/* Postgres names its values without hyphens. */
const stored = { "verify-email": "verify_email", "reset-password": "reset_password" } as const;

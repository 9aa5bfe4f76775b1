import type { Context } from "../context.ts";
import { makeSecret } from "../contract/keys.ts";
import { Problem } from "../contract/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { findLiveProof, insertProof } from "./proof-queries.ts";

export type ProofPurpose = "verify-email" | "reset-password";

/** How long the link in a mail works. */
export const PROOF_HOURS: Record<ProofPurpose, number> = { "verify-email": 72, "reset-password": 2 };

/** Makes what a mailed link holds. Only its hash is kept: who reads the database cannot use it. */
export async function issueProof(
  ctx: Context,
  { userId, purpose, expiresAt }: { userId: string; purpose: ProofPurpose; expiresAt: Date },
): Promise<string> {
  const proof = makeSecret("ghm", ctx.random);
  await insertProof(ctx.db, { userId, purpose, hash: sha256(proof), expiresAt });
  return proof;
}

/** Whose proof it is, and still stands; it is used up by the verb that it is for. */
export async function getLiveProof(ctx: Context, purpose: ProofPurpose, proof: string) {
  const found = await findLiveProof(ctx.db, purpose, sha256(proof), ctx.now());
  if (!found) throw new Problem("link-not-valid");
  return found;
}

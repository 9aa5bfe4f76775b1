import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { countCall } from "../throttles/throttle.ts";
import type { ProofInput } from "./input.ts";
import { getLiveProof } from "./proof.ts";
import { useUpProofs } from "./proof-queries.ts";
import { markEmailVerified } from "./queries.ts";

/** Confirms that whoever has the mailed link reads the mail of its account. Signs nobody in. */
export async function verifyEmail(ctx: Context, { proof }: ProofInput): Promise<void> {
  await countCall(ctx.db, ctx.now(), { key: `proof:${ctx.address}`, callsMax: 60, windowSeconds: 900 });

  const { id, user } = await getLiveProof(ctx, "verify-email", proof);
  await inTransaction(ctx, async (tx) => {
    const isFirst = await useUpProofs(tx, { id, userId: user.id, purpose: "verify-email" }, ctx.now());
    if (!isFirst) throw new Problem("link-not-valid");
    await markEmailVerified(tx, user.id, ctx.now());
    const self: Context = { ...ctx, actor: { kind: "system", id: user.id, name: user.name } };
    await recordAudit(tx, self, {
      action: "profile.verify-email",
      workspaceId: null,
      subjectType: "user",
      subjectId: user.id,
    });
  });
}

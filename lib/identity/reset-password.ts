import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { postMail } from "../mail/post.ts";
import { countCall } from "../throttles/throttle.ts";
import type { PasswordResetInput } from "./input.ts";
import { hashPassword } from "./password.ts";
import { getLiveProof } from "./proof.ts";
import { useUpProofs } from "./proof-queries.ts";
import { markEmailVerified, savePassword } from "./queries.ts";
import { passwordFault } from "./user.ts";

/** Sets a new password for whoever has the mailed link, once, and ends every session. */
export async function resetPassword(ctx: Context, { proof, password }: PasswordResetInput): Promise<void> {
  await countCall(ctx.db, ctx.now(), { key: `proof:${ctx.address}`, callsMax: 60, windowSeconds: 900 });

  const { id, user } = await getLiveProof(ctx, "reset-password", proof);
  const fault = passwordFault(password, user.email);
  if (fault) throw new Problem("invalid-input", fault, { errors: [{ pointer: "/password", detail: fault }] });
  const passwordHash = await hashPassword(password);

  await inTransaction(ctx, async (tx) => {
    const isFirst = await useUpProofs(tx, { id, userId: user.id, purpose: "reset-password" }, ctx.now());
    if (!isFirst) throw new Problem("link-not-valid");
    if (!(await savePassword(tx, user, passwordHash))) throw new Problem("lost-race");
    await markEmailVerified(tx, user.id, ctx.now());
    await postMail(tx, ctx, "password-changed", user.email);
    const self: Context = { ...ctx, actor: { kind: "system", id: user.id, name: user.name } };
    await recordAudit(tx, self, {
      action: "profile.reset-password",
      workspaceId: null,
      subjectType: "user",
      subjectId: user.id,
    });
  });
}

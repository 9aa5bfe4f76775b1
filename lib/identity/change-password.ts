import { recordAudit } from "../audit/record.ts";
import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { postMail } from "../mail/post.ts";
import { countCall } from "../throttles/throttle.ts";
import type { PasswordInput } from "./input.ts";
import { hashPassword, isPassword } from "./password.ts";
import { getUser, savePassword } from "./queries.ts";
import { passwordFault } from "./user.ts";

/** Needs the present password, and ends every session: whoever else had one is out. */
export async function changePassword(ctx: Context, { present, next }: PasswordInput): Promise<void> {
  const actor = authorizeSelf(ctx.actor, "profile.change");
  await countCall(ctx.db, ctx.now(), { key: `password:${actor.id}`, callsMax: 10, windowSeconds: 900 });

  const fault = passwordFault(next, actor.email);
  if (fault) throw refusal("/next", fault);
  const user = await getUser(ctx.db, actor.id);
  if (!(await isPassword(present, user.passwordHash))) throw refusal("/present", "is not your present password");
  const passwordHash = await hashPassword(next);

  await inTransaction(ctx, async (tx) => {
    if (!(await savePassword(tx, user, passwordHash))) throw new Problem("lost-race");
    await postMail(tx, ctx, "password-changed", user.email);
    await recordAudit(tx, ctx, {
      action: "profile.change-password",
      workspaceId: null,
      subjectType: "user",
      subjectId: user.id,
    });
  });
}

function refusal(pointer: string, detail: string) {
  return new Problem("invalid-input", `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
}

import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { postMail } from "../mail/post.ts";
import { countCall } from "../throttles/throttle.ts";
import type { SignUpInput } from "./input.ts";
import { registerUser } from "./register.ts";
import { toUserView, type UserView } from "./view.ts";

/** A stranger becomes a user with a personal team. Nobody is signed in by it; a mail asks to confirm the address. */
export async function signUp(ctx: Context, input: SignUpInput): Promise<UserView> {
  await countCall(ctx.db, ctx.now(), { key: `sign-up:${ctx.address}`, callsMax: 60, windowSeconds: 600 });

  return inTransaction(ctx, async (tx) => {
    const user = toUserView(await registerUser(tx, input));
    const self: Context = { ...ctx, actor: { kind: "system", id: user.id, name: user.name } };
    await postMail(tx, ctx, "verify-email", user.email);
    await recordAudit(tx, self, {
      action: "profile.create",
      workspaceId: null,
      subjectType: "user",
      subjectId: user.id,
      after: user,
    });
    return user;
  });
}

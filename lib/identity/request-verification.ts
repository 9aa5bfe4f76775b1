import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { postMail } from "../mail/post.ts";
import { countCall } from "../throttles/throttle.ts";
import { getUser } from "./queries.ts";

/** Has the mail sent once more with which the actor confirms the own address. */
export async function requestVerification(ctx: Context): Promise<void> {
  const { id } = authorizeSelf(ctx.actor, "profile.change");
  await countCall(ctx.db, ctx.now(), { key: `verification:${id}`, callsMax: 5, windowSeconds: 900 });

  const { email, emailVerifiedAt } = await getUser(ctx.db, id);
  if (emailVerifiedAt) throw new Problem("wrong-state", "Your address is confirmed already.", { state: "verified" });
  await inTransaction(ctx, (tx) => postMail(tx, ctx, "verify-email", email));
}

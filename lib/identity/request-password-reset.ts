import type { Context } from "../context.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { inTransaction } from "../db/transaction.ts";
import { postMail } from "../mail/post.ts";
import { countCall } from "../throttles/throttle.ts";
import type { ResetRequestInput } from "./input.ts";

const WINDOW_SECONDS = 900;

/**
 * Asks for a link with which a forgotten password is replaced. Does the same for every address: whether there is an account
 * is looked up by whoever sends the mail, so that neither the answer nor its time tells.
 */
export async function requestPasswordReset(ctx: Context, { email }: ResetRequestInput): Promise<void> {
  const account = sha256Hex(email.toLowerCase()).slice(0, 32);
  for (const [key, callsMax] of [
    [`reset:${account}`, 5],
    [`reset:${ctx.address}`, 30],
  ] as const) {
    await countCall(ctx.db, ctx.now(), { key, callsMax, windowSeconds: WINDOW_SECONDS });
  }
  await inTransaction(ctx, (tx) => postMail(tx, ctx, "reset-password", email));
}

import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { MailKind, QuotaFacts } from "./mail.ts";
import { insertMail } from "./queries.ts";

/** Puts a mail into the outbox within the verb's transaction: it is sent if and only if the change commits. */
export async function postMail(
  tx: Transaction,
  ctx: Context,
  kind: MailKind,
  to: string,
  about?: QuotaFacts,
): Promise<void> {
  const { id } = await insertMail(tx, { kind, to, createdAt: ctx.now(), ...(about && { about }) });
  await enqueue(tx, "mail.send", { mailId: id });
}

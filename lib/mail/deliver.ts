import { createTransport } from "nodemailer";
import type { Context } from "../context.ts";
import { env } from "../env.ts";
import type { JobPayload } from "../jobs/jobs.ts";
import { composeMail, findRecipient } from "./compose.ts";
import type { MailText } from "./mail.ts";
import { dropMail, findMail, type MailRow, markFailed, markSent } from "./queries.ts";

const TIMEOUT_MS = 15_000;

/** Sends a mail of the outbox. Without a mail server it stays, to be read in the console; one for nobody is dropped. */
export async function deliverMail(ctx: Context, { mailId }: JobPayload<"mail.send">): Promise<void> {
  const mail = await findMail(ctx.db, mailId);
  if (!mail || mail.sentAt) return;
  const recipient = await findRecipient(ctx, mail);
  if (!recipient) return dropMail(ctx.db, mail.id);
  if (env.smtpUrl === undefined) return;

  try {
    await send(env.smtpUrl, mail, await composeMail(ctx, mail, recipient));
  } catch (error) {
    // the boundary to the mail server: the console shows why, the job runner tries again
    await markFailed(ctx.db, mail.id, error instanceof Error ? error.message : String(error));
    throw error;
  }
  await markSent(ctx.db, mail.id, ctx.now());
}

/** A repeat has the same Message-ID, by which mail servers drop it. */
async function send(smtpUrl: string, { id, to }: MailRow, { subject, text }: MailText): Promise<void> {
  const transport = createTransport(smtpUrl, { from: env.mailFrom });
  const host = new URL(env.publicUrl).hostname;
  await Promise.race([transport.sendMail({ to, subject, text, messageId: `<${id}@${host}>` }), tooSlow()]).finally(() =>
    transport.close(),
  );
}

function tooSlow(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new Error(`The mail server did not answer within ${TIMEOUT_MS / 1000} s.`)),
      TIMEOUT_MS,
    ).unref();
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import { decodeIdCursor, toPage } from "../db/paging.ts";
import { inTransaction } from "../db/transaction.ts";
import { env } from "../env.ts";
import { composeMail, findRecipient } from "./compose.ts";
import { getMail, listMailRows } from "./queries.ts";
import { type MailView, type ReadMailView, toMailView } from "./view.ts";

/** The outbox, the newest first: who is told what, and whether it went. */
export async function listMails(ctx: Context, { cursor, limit }: PageInput): Promise<Page<MailView>> {
  authorizeInstallation(ctx.actor, "mail.read");
  const rows = await listMailRows(ctx.db, decodeIdCursor(cursor), limit);
  const hasServer = env.smtpUrl !== undefined;
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toMailView(row, hasServer),
  );
}

/**
 * A mail's words, so that an administrator can pass them on where no mail server is set. Its link opens somebody's account:
 * each reading is audited, and where mail is sent nobody but its recipient reads it.
 */
export async function readMail(ctx: Context, id: string): Promise<ReadMailView> {
  authorizeInstallation(ctx.actor, "mail.read");
  if (env.smtpUrl !== undefined) throw new Problem("wrong-state", "Mail is sent here: only its recipient reads it.");
  const mail = await getMail(ctx.db, id);
  const recipient = await findRecipient(ctx, mail);
  if (!recipient) throw new Problem("wrong-state", "Its link has run out, or is not needed any more.");

  const { text } = await composeMail(ctx, mail, recipient);
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, ctx, { action: "mail.read", workspaceId: null, subjectType: "mail", subjectId: id, note: mail.to }),
  );
  return { ...toMailView(mail, false), text };
}

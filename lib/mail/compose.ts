import type { Context } from "../context.ts";
import { env } from "../env.ts";
import { issueProof, PROOF_HOURS } from "../identity/proof.ts";
import { findUserByEmail } from "../identity/queries.ts";
import { linkPaths, type MailText, quotaFacts, textOf } from "./mail.ts";
import type { MailRow } from "./queries.ts";

interface Recipient {
  id: string;
  name: string;
}

/**
 * Whom a mail is for; undefined when it is for nobody (any more): an address without an account, an account that is blocked
 * or already confirmed, a link that would have run out.
 */
export async function findRecipient(ctx: Context, mail: MailRow): Promise<Recipient | undefined> {
  const user = await findUserByEmail(ctx.db, mail.to);
  if (user?.state !== "active") return undefined;
  if (mail.kind === "verify-email" && user.emailVerifiedAt) return undefined;
  const end = endOf(mail);
  return end && end <= ctx.now() ? undefined : user;
}

/** The words of a mail, with a link that is made for this very copy. */
export async function composeMail(ctx: Context, mail: MailRow, { id, name }: Recipient): Promise<MailText> {
  const { kind } = mail;
  const occasion = { kind, name, publicUrl: env.publicUrl };
  const expiresAt = endOf(mail);
  if (kind === "quota-notice") {
    return textOf({ ...occasion, link: undefined, hoursToLive: 0, quota: quotaFacts.parse(mail.about) });
  }
  if (kind === "password-changed" || !expiresAt) return textOf({ ...occasion, link: undefined, hoursToLive: 0 });

  const proof = await issueProof(ctx, { userId: id, purpose: kind, expiresAt });
  return textOf({
    ...occasion,
    link: `${env.publicUrl}${linkPaths[kind]}#${proof}`,
    hoursToLive: PROOF_HOURS[kind],
  });
}

/** When the link in it ends, counted from when it was asked for. */
function endOf({ kind, createdAt }: MailRow): Date | undefined {
  if (kind === "password-changed" || kind === "quota-notice") return undefined;
  return new Date(createdAt.getTime() + PROOF_HOURS[kind] * 3_600_000);
}

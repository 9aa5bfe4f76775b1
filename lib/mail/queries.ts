import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import type { MailKind, QuotaFacts } from "./mail.ts";

export interface MailRow {
  id: string;
  kind: MailKind;
  to: string;
  about: unknown;
  createdAt: Date;
  sentAt: Date | null;
  failure: string;
}

export async function insertMail(
  tx: Transaction,
  mail: { kind: MailKind; to: string; createdAt: Date; about?: QuotaFacts },
) {
  return tx.mail.create({ data: { ...mail, kind: stored[mail.kind] }, select: { id: true } });
}

export async function findMail(reader: Reader, id: string): Promise<MailRow | undefined> {
  const row = await reader.mail.findUnique({ where: { id } });
  return row ? { ...row, kind: shown[row.kind] } : undefined;
}

export async function getMail(reader: Reader, id: string): Promise<MailRow> {
  const row = await findMail(reader, id);
  if (!row) throw new Problem("not-found");
  return row;
}

/** The newest first; one more than `limit`. */
export async function listMailRows(reader: Reader, before: string | undefined, limit: number): Promise<MailRow[]> {
  const rows = await reader.mail.findMany({
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return rows.map((row) => ({ ...row, kind: shown[row.kind] }));
}

export async function markSent(reader: Reader, id: string, sentAt: Date): Promise<void> {
  await reader.mail.updateMany({ where: { id }, data: { sentAt, failure: "" } });
}

export async function markFailed(reader: Reader, id: string, failure: string): Promise<void> {
  await reader.mail.updateMany({ where: { id }, data: { failure } });
}

export async function dropMail(reader: Reader, id: string): Promise<void> {
  await reader.mail.deleteMany({ where: { id } });
}

export async function forgetMails(reader: Reader, before: Date): Promise<number> {
  const { count } = await reader.mail.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}

/* Postgres names its values without hyphens. */
const stored = {
  "verify-email": "verify_email",
  "reset-password": "reset_password",
  "password-changed": "password_changed",
  "quota-notice": "quota_notice",
} as const satisfies Record<MailKind, string>;

const shown = {
  verify_email: "verify-email",
  reset_password: "reset-password",
  password_changed: "password-changed",
  quota_notice: "quota-notice",
} as const satisfies Record<(typeof stored)[MailKind], MailKind>;

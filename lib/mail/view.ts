import { z } from "zod";
import { type MailKind, mailKinds, stateOf, subjectOf } from "./mail.ts";

export const mailView = z.object({
  id: z.uuid(),
  kind: z.enum(mailKinds),
  to: z.string(),
  subject: z.string(),
  state: z.enum(["sent", "waiting", "failed", "kept"]),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  /** What the mail server last said against it. */
  failure: z.string(),
});

/** With its words: only where no mail server is set. */
export const readMailView = mailView.extend({ text: z.string() });

export type MailView = z.output<typeof mailView>;
export type ReadMailView = z.output<typeof readMailView>;

interface MailFacts {
  id: string;
  kind: MailKind;
  to: string;
  createdAt: Date;
  sentAt: Date | null;
  failure: string;
}

export function toMailView(row: MailFacts, hasServer: boolean): MailView {
  const { id, kind, to, createdAt, sentAt, failure } = row;
  return {
    id,
    kind,
    to,
    subject: subjectOf(kind),
    state: stateOf(row, hasServer),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    failure,
  };
}

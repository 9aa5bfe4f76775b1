import { z } from "zod";

export const auditView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  /** What the subject was called when the log last heard of its name; null where it never did. */
  subjectName: z.string().nullable(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  note: z.string(),
  address: z.string(),
  requestId: z.string(),
});

export const chainView = z.object({
  /** How many entries were looked at and found sound. */
  entries: z.int(),
  /** The hash of the last sound entry, hexadecimal. */
  head: z.string(),
  broken: z.object({ id: z.string(), why: z.enum(["changed", "does not follow"]) }).nullable(),
  /** Quote it as `after` to go on; null at the end of the chain. */
  nextAfter: z.string().nullable(),
});

export type AuditView = z.output<typeof auditView>;
export type ChainView = z.output<typeof chainView>;

/** What a reader of a log can choose from. */
export interface AuditChoices {
  actors: { id: string; name: string }[];
  actions: string[];
  subjectTypes: string[];
}

interface AuditRow {
  id: bigint;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before: unknown;
  after: unknown;
  note: string;
  address: string;
  requestId: string;
}

export function toAuditView(row: AuditRow, subjectName: string | undefined): AuditView {
  const { id, at, actorKind, actorId, actorName, ...rest } = row;
  const { action, subjectType, subjectId, before, after, note, address, requestId } = rest;
  const actor = { kind: actorKind, id: actorId, name: actorName };
  const subject = { subjectType, subjectId, subjectName: subjectName ?? null };
  const what = { action, ...subject, before: before ?? null, after: after ?? null };
  return { id: String(id), at: at.toISOString(), actor, ...what, note, address, requestId };
}

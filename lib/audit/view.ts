import { z } from "zod";

export const auditView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  note: z.string(),
  address: z.string(),
  requestId: z.string(),
});

export type AuditView = z.output<typeof auditView>;

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

export function toAuditView(row: AuditRow): AuditView {
  const { id, at, actorKind, actorId, actorName, ...rest } = row;
  const { action, subjectType, subjectId, before, after, note, address, requestId } = rest;
  const actor = { kind: actorKind, id: actorId, name: actorName };
  const what = { action, subjectType, subjectId, before: before ?? null, after: after ?? null };
  return { id: String(id), at: at.toISOString(), actor, ...what, note, address, requestId };
}

import type { Reader } from "../db/database.ts";

export interface AuditFilter {
  workspaceId: string | null;
  action?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  actorId?: string | undefined;
}

/** The newest first, before the entry `before`. */
export async function listAuditRows(reader: Reader, filter: AuditFilter, before: bigint | undefined, take: number) {
  const { workspaceId, ...wanted } = filter;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return reader.auditEvent.findMany({
    where: { workspaceId, ...given, ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take,
  });
}

/** The chain in its own order, after the entry `after`. */
export async function listChain(reader: Reader, after: bigint, take: number) {
  return reader.auditEvent.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take });
}

import type { Prisma } from "../../prisma/generated/client.ts";
import type { Reader } from "../db/database.ts";
import { containing } from "../db/search.ts";

export interface AuditFilter {
  workspaceId: string | null;
  action?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  actorId?: string | undefined;
  search?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/** The newest first, before the entry `before`. */
export async function listAuditRows(reader: Reader, filter: AuditFilter, before: bigint | undefined, take: number) {
  const { workspaceId, search, from, until, ...wanted } = filter;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const at = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) };
  return reader.auditEvent.findMany({
    where: {
      workspaceId,
      ...given,
      at,
      ...(search ? { OR: namedLike(search) } : {}),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: "desc" },
    take,
  });
}

/** Who acted and what was done in the newest entries of a log: what a reader can choose from. */
export async function listAuditChoices(reader: Reader, workspaceId: string | null) {
  const rows = await reader.auditEvent.findMany({
    where: { workspaceId, actorId: { not: null } },
    orderBy: { id: "desc" },
    take: CHOICES_FROM_MAX,
    select: { actorId: true, actorName: true, action: true, subjectType: true },
  });
  return {
    actors: new Map(rows.map(({ actorId, actorName }) => [actorId ?? "", actorName] as const)),
    actions: new Set(rows.map(({ action }) => action)),
    subjectTypes: new Set(rows.map(({ subjectType }) => subjectType)),
  };
}

const CHOICES_FROM_MAX = 2_000;

/** Subject id → its name, slug or label in the newest entry of this log that has one. */
export async function listSubjectNames(
  reader: Reader,
  workspaceId: string | null,
  subjects: { subjectType: string; subjectId: string }[],
): Promise<Map<string, string>> {
  const [types, ids] = [subjects.map(({ subjectType }) => subjectType), subjects.map(({ subjectId }) => subjectId)];
  const rows = await reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT s.id, e.name
      FROM (SELECT DISTINCT type, id FROM unnest(${types}::text[], ${ids}::text[]) u(type, id)) s
     CROSS JOIN LATERAL (
       SELECT coalesce(a.after->>'name', a.after->>'label', a.after->>'slug', a.after->>'email') AS name
         FROM audit_events a
        WHERE a.subject_type = s.type AND a.subject_id = s.id AND a.workspace_id IS NOT DISTINCT FROM ${workspaceId}::uuid
          AND coalesce(a.after->>'name', a.after->>'label', a.after->>'slug', a.after->>'email') IS NOT NULL
        ORDER BY a.id DESC LIMIT 1) e`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Who did what, for whoever refers to entries of the log. The ids go as one array: a rebuild of everything has thousands. */
export async function listAuditCauses(reader: Reader, ids: bigint[]) {
  return reader.$queryRaw<{ id: bigint; at: Date; actorName: string; action: string }[]>`
    SELECT id, at, actor_name AS "actorName", action FROM audit_events WHERE id = ANY(${ids}::bigint[])`;
}

/** The chain in its own order, after the entry `after`. */
export async function listChain(reader: Reader, after: bigint, take: number) {
  return reader.auditEvent.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take });
}

/** The hash of one entry; undefined when there is no such entry. */
export async function findHash(reader: Reader, id: bigint): Promise<Uint8Array | undefined> {
  return (await reader.auditEvent.findUnique({ where: { id }, select: { hash: true } }))?.hash;
}

function namedLike(text: string): Prisma.AuditEventWhereInput[] {
  const like = containing(text);
  const { contains, mode } = like;
  const member = (name: string) => ({ path: [name], string_contains: contains, mode });
  const named = NAMES.flatMap((name) => [{ before: member(name) }, { after: member(name) }]);
  return [{ actorName: like }, { action: like }, { subjectId: text }, ...named];
}

/** The members of a view by which people know its subject. */
const NAMES = ["name", "slug", "email"];

import { listAuditCauses } from "../audit/queries.ts";
import type { Reader } from "../db/database.ts";

/** What a person reads instead of the names of parts and the ids of audit entries. */
export interface SnapshotWords {
  /** Part → the name of the API that it is of. */
  names: ReadonlyMap<string, string>;
  /** Id of an audit entry → who did what. */
  doers: ReadonlyMap<number, { actor: string; action: string; at: string }>;
}

export async function readSnapshotWords(reader: Reader, parts: string[], auditIds: number[]): Promise<SnapshotWords> {
  const [names, causes] = await Promise.all([
    listApiNames(reader, parts),
    listAuditCauses(reader, [...new Set(auditIds)].map(BigInt)),
  ]);
  const doers = causes.map(({ id, at, actorName, action }) => {
    return [Number(id), { actor: actorName, action, at: at.toISOString() }] as const;
  });
  return { names, doers: new Map(doers) };
}

async function listApiNames(reader: Reader, parts: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(parts)].flatMap((part) => /^api\/([0-9a-f-]{36})$/.exec(part)?.[1] ?? []);
  const rows = await reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT a.id, a.name || ' (' || w.slug || '/' || a.slug || ')' AS name
      FROM apis a JOIN workspaces w ON w.id = a.workspace_id WHERE a.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [`api/${id}`, name]));
}

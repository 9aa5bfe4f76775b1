import type { Prisma } from "../../prisma/generated/client.ts";
import type { PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import type { ManifestBody } from "../contract/snapshot.ts";
import type { Database, Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import type { BuiltPart } from "./build-part.ts";

/** The channel on which held polls are woken; the payload is the group's id. */
export const SNAPSHOTS_CHANNEL = "gatehouse_snapshot";

/** Makes builds of one group wait for each other, over all processes. Held until the transaction ends. */
export async function lockGroup(tx: Transaction, groupId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`gatehouse snapshot ${groupId}`}, 0))`;
}

/** Groups with something to build: changed rows, or no snapshot yet. */
export async function listGroupsToBuild(db: Database): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM gateway_groups g
     WHERE EXISTS (SELECT 1 FROM snapshot_changes c WHERE c.group_id = g.id)
        OR NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.group_id = g.id)
     ORDER BY id`;
  return rows.map((row) => row.id);
}

export function findGroup(reader: Reader, id: string) {
  return reader.gatewayGroup.findUnique({ where: { id } });
}

export async function getGroupBySlug(reader: Reader, slug: string) {
  const row = await reader.gatewayGroup.findUnique({ where: { slug } });
  if (!row) throw new Problem("not-found");
  return row;
}

/** Changes in the order in which they were noted. */
export function listChanges(tx: Transaction, groupId: string) {
  return tx.snapshotChange.findMany({ where: { groupId }, orderBy: { id: "asc" }, take: CHANGES_MAX });
}

/** How many changes wait, over all groups. */
export function countChanges(reader: Reader): Promise<number> {
  return reader.snapshotChange.count();
}

const CHANGES_MAX = 20_000;

export async function removeChanges(tx: Transaction, ids: bigint[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM snapshot_changes WHERE id = ANY(${ids}::bigint[])`;
}

export async function newestGeneration(reader: Reader, groupId: string): Promise<number> {
  const newest = await reader.snapshot.aggregate({ where: { groupId }, _max: { generation: true } });
  return newest._max.generation ?? 0;
}

export function findGroupPart(tx: Transaction, groupId: string, name: string) {
  return tx.groupPart.findUnique({ where: { groupId_name: { groupId, name } } });
}

export async function listGroupPartNames(tx: Transaction, groupId: string): Promise<string[]> {
  return (await tx.groupPart.findMany({ where: { groupId }, select: { name: true } })).map(({ name }) => name);
}

export async function storePart(tx: Transaction, { sha256, bytes, gzip }: BuiltPart): Promise<void> {
  await tx.snapshotPart.createMany({ data: [{ sha256, bytes, gzip }], skipDuplicates: true });
}

/** A part as a group refers to it. */
export type StoredPart = Omit<BuiltPart, "gzip">;

/** What a group has under a part's name from now on. */
export async function pointPart(
  tx: Transaction,
  groupId: string,
  name: string,
  { sha256, bytes, requires, routes }: StoredPart,
): Promise<void> {
  await tx.groupPart.upsert({
    where: { groupId_name: { groupId, name } },
    create: { groupId, name, sha256, bytes, requires, routes },
    update: { sha256, bytes, requires, routes },
  });
}

export async function removePart(tx: Transaction, groupId: string, name: string): Promise<void> {
  await tx.groupPart.deleteMany({ where: { groupId, name } });
}

/** One of `names` that answers where another part of the group does. */
export async function findRouteClash(tx: Transaction, groupId: string, names: string[]) {
  if (names.length === 0) return undefined;
  const [clash] = await tx.$queryRaw<{ name: string; other: string; route: string }[]>`
    SELECT a.name, b.name AS other, r.route
      FROM group_parts a CROSS JOIN unnest(a.routes) r(route)
      JOIN group_parts b ON b.group_id = a.group_id AND b.name <> a.name AND r.route = ANY(b.routes)
     WHERE a.group_id = ${groupId}::uuid AND a.name = ANY(${names}) LIMIT 1`;
  return clash;
}

/** Parts of APIs that have a fault: another API's change may have mended it. */
export async function listFaultyApis(tx: Transaction, groupId: string): Promise<string[]> {
  const rows = await tx.snapshotFault.findMany({
    where: { groupId, part: { startsWith: "api/" } },
    select: { part: true },
    take: FAULTS_RETRIED_MAX,
  });
  return rows.map(({ part }) => part);
}

const FAULTS_RETRIED_MAX = 20;

/** All parts of a group as a manifest lists them, and what they require. One row: a large group has thousands of parts. */
export async function readParts(tx: Transaction, groupId: string): Promise<Pick<ManifestBody, "parts" | "requires">> {
  const [row] = await tx.$queryRaw<{ parts: ManifestBody["parts"] | null; requires: string[] }[]>`
    SELECT (SELECT jsonb_object_agg(name, jsonb_build_object('sha256', sha256, 'bytes', bytes))
              FROM group_parts WHERE group_id = ${groupId}::uuid) AS parts,
           ARRAY(SELECT DISTINCT unnest(requires) FROM group_parts WHERE group_id = ${groupId}::uuid) AS requires`;
  return { parts: row?.parts ?? {}, requires: [...(row?.requires ?? [])].sort() };
}

/** Stores a snapshot and, when the transaction commits, wakes the polls that wait for it. */
export async function insertSnapshot(tx: Transaction, data: Prisma.SnapshotCreateManyInput): Promise<void> {
  await tx.snapshot.createMany({ data });
  await tx.$executeRaw`SELECT pg_notify(${SNAPSHOTS_CHANNEL}, ${data.groupId})`;
}

/** The newest snapshot of a group; undefined before its first one. */
export async function findNewestSnapshot(reader: Reader, groupId: string) {
  const row = await reader.snapshot.findFirst({ where: { groupId }, orderBy: { generation: "desc" } });
  return row ?? undefined;
}

export async function findSnapshotRow(reader: Reader, groupId: string, generation: number) {
  const row = await reader.snapshot.findUnique({ where: { groupId_generation: { groupId, generation } } });
  return row ?? undefined;
}

export async function getSnapshotRow(reader: Reader, groupId: string, generation: number) {
  const row = await findSnapshotRow(reader, groupId, generation);
  if (!row) throw new Problem("not-found");
  return row;
}

/** One more than `limit`, the newest first. */
export function listSnapshotRows(reader: Reader, groupId: string, { cursor, limit }: PageInput) {
  const [before] = decodeCursor(cursor, 1) ?? [];
  return reader.snapshot.findMany({
    where: { groupId, ...(before === undefined ? {} : { generation: { lt: Number(before) } }) },
    orderBy: { generation: "desc" },
    take: limit + 1,
  });
}

export function findStoredPart(reader: Reader, sha256: string) {
  return reader.snapshotPart.findUnique({ where: { sha256 } });
}

export function findFault(tx: Transaction, groupId: string, part: string) {
  return tx.snapshotFault.findUnique({ where: { groupId_part: { groupId, part } } });
}

export function listFaults(reader: Reader, groupId: string) {
  return reader.snapshotFault.findMany({ where: { groupId }, orderBy: { part: "asc" }, take: FAULTS_SHOWN_MAX });
}

const FAULTS_SHOWN_MAX = 100;

export async function noteFault(tx: Transaction, fault: Prisma.SnapshotFaultCreateManyInput): Promise<void> {
  const { groupId, part, ...rest } = fault;
  await tx.snapshotFault.upsert({ where: { groupId_part: { groupId, part } }, create: fault, update: rest });
}

export async function removeFault(tx: Transaction, groupId: string, part: string): Promise<void> {
  await tx.snapshotFault.deleteMany({ where: { groupId, part } });
}

/** The workspace of the API that a part is of, for the audit log; undefined for other parts. */
export async function findPartOwner(reader: Reader, part: string) {
  const match = /^api\/([0-9a-f-]{36})$/.exec(part);
  if (!match?.[1]) return undefined;
  return (
    (await reader.api.findUnique({ where: { id: match[1] }, select: { id: true, workspaceId: true } })) ?? undefined
  );
}

/** How many were removed. */
export function removeOldSnapshots(db: Database, kept: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM snapshots s
     USING (SELECT group_id, max(generation) AS newest FROM snapshots GROUP BY group_id) n
     WHERE n.group_id = s.group_id AND s.generation <= n.newest - ${kept}`;
}

/** Removes parts, stored before `before`, that no generation and no group has. */
export function removeUnusedParts(db: Database, before: Date): Promise<number> {
  return db.$executeRaw`
    WITH used AS (
      SELECT DISTINCT p.value->>'sha256' AS sha256
        FROM snapshots s, jsonb_each(convert_from(s.manifest, 'UTF8')::jsonb->'parts') p
       UNION SELECT sha256 FROM group_parts)
    DELETE FROM snapshot_parts t
     WHERE t.created_at < ${before} AND NOT EXISTS (SELECT 1 FROM used u WHERE u.sha256 = t.sha256)`;
}

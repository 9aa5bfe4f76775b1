import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { RevisionState } from "./catalog.ts";
import type { ComparedOperation } from "./compare.ts";
import type { ListOperationsInput, ListRevisionsInput } from "./input.ts";

const whole = {
  backend: { select: { slug: true, name: true } },
  document: { select: { id: true, sha256: true, title: true, format: true } },
  _count: { select: { operations: true } },
} as const satisfies Prisma.RevisionInclude;

export type RevisionRow = Prisma.RevisionGetPayload<{ include: typeof whole }>;
export type OperationRow = Prisma.OperationGetPayload<object>;

export interface NewRevision {
  versionId: string;
  documentId: string | null;
  backendId: string;
  policies: Prisma.InputJsonObject;
  operationPolicies: Prisma.InputJsonObject;
  note: string;
  createdById: string | null;
}

export async function getRevision(reader: Reader, versionId: string, number: number): Promise<RevisionRow> {
  const row = await reader.revision.findUnique({
    where: { versionId_number: { versionId, number } },
    include: whole,
  });
  if (!row) throw new Problem("not-found");
  return row;
}

/** The newest first. */
export function listRevisionRows(
  reader: Reader,
  versionId: string,
  { cursor, limit, state }: ListRevisionsInput,
): Promise<RevisionRow[]> {
  const [before] = decodeCursor(cursor, 1) ?? [];
  return reader.revision.findMany({
    where: { versionId, ...(state ? { state } : {}), ...(before ? { number: { lt: Number(before) } } : {}) },
    include: whole,
    orderBy: { number: "desc" },
    take: limit + 1,
  });
}

/** What a new revision goes out from: the live one, else the newest. */
export async function findBaseRevision(reader: Reader, versionId: string): Promise<RevisionRow | undefined> {
  const live = await reader.revision.findFirst({ where: { versionId, state: "live" }, include: whole });
  return (
    live ??
    (await reader.revision.findFirst({ where: { versionId }, include: whole, orderBy: { number: "desc" } })) ??
    undefined
  );
}

/** The number of the new revision. The caller holds `lockApi`, so that numbers do not collide. */
export async function insertRevision(tx: Transaction, data: NewRevision): Promise<number> {
  const newest = await tx.revision.aggregate({ where: { versionId: data.versionId }, _max: { number: true } });
  const number = (newest._max.number ?? 0) + 1;
  const { id } = await tx.revision.create({ data: { ...data, number }, select: { id: true } });
  await copyOperations(tx, id, data.documentId);
  return number;
}

/** Writes on the version and in the state that were read. */
export async function updateRevision(
  tx: Transaction,
  before: RevisionRow,
  data: Prisma.RevisionUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.revision.updateMany({
    where: { id: before.id, state: before.state, rowVersion: before.rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("lost-race");
  if (data.documentId === undefined || data.documentId === before.documentId) return;
  await tx.operation.deleteMany({ where: { revisionId: before.id } });
  await copyOperations(tx, before.id, typeof data.documentId === "string" ? data.documentId : null);
}

/** Moves a revision on; `lost-race` when somebody else did since it was read. */
export async function moveRevision(
  tx: Transaction,
  before: RevisionRow,
  state: RevisionState,
  data: Prisma.RevisionUncheckedUpdateManyInput = {},
): Promise<void> {
  const { count } = await tx.revision.updateMany({
    where: { id: before.id, state: before.state, rowVersion: before.rowVersion },
    data: { ...data, state, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("lost-race");
}

export async function findLiveRevision(reader: Reader, versionId: string): Promise<RevisionRow | undefined> {
  const row = await reader.revision.findFirst({ where: { versionId, state: "live" }, include: whole });
  return row ?? undefined;
}

/** The operations of a revision with the digests of its document, for comparisons; empty when it has none. */
export async function listComparedOperations(reader: Reader, revisionId: string): Promise<ComparedOperation[]> {
  return reader.$queryRaw<ComparedOperation[]>`
    SELECT e.operation->>'key' AS key, e.operation->>'method' AS method, e.operation->>'template' AS template,
           e.operation->>'operationId' AS "operationId", e.operation->>'summary' AS summary, e.operation->>'digest' AS digest
    FROM revisions r
    JOIN api_documents d ON d.id = r.document_id
    CROSS JOIN jsonb_array_elements(d.operations) WITH ORDINALITY AS e(operation, place)
    WHERE r.id = ${revisionId}::uuid ORDER BY e.place`;
}

/** In the order of the description. */
export function listOperationRows(
  reader: Reader,
  revisionId: string,
  { cursor, limit, search, tag, key }: ListOperationsInput,
): Promise<OperationRow[]> {
  const [after] = decodeCursor(cursor, 1) ?? [];
  const contains = containing(search ?? "");
  return reader.operation.findMany({
    where: {
      revisionId,
      ...(key ? { key } : {}),
      ...(tag ? { tags: { has: tag } } : {}),
      ...(search ? { OR: [{ summary: contains }, { template: contains }, { key: contains }] } : {}),
      ...(after ? { ordinal: { gt: Number(after) } } : {}),
    },
    orderBy: { ordinal: "asc" },
    take: limit + 1,
  });
}

/** Within the database: a description of 125,000 operations need not pass through here. */
async function copyOperations(tx: Transaction, revisionId: string, documentId: string | null): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO operations (id, revision_id, key, ordinal, method, template, operation_id, summary, tags, deprecated)
    SELECT gen_random_uuid(), ${revisionId}::uuid, e.operation->>'key', e.place, e.operation->>'method',
           e.operation->>'template', e.operation->>'operationId', e.operation->>'summary',
           ARRAY(SELECT jsonb_array_elements_text(e.operation->'tags')), (e.operation->>'deprecated')::boolean
    FROM api_documents d
    CROSS JOIN jsonb_array_elements(d.operations) WITH ORDINALITY AS e(operation, place)
    WHERE d.id = ${documentId}::uuid`;
}

/** The first tags of a revision's operations with how many have them, in the order of the description. */
export async function countOperationsByTag(
  reader: Reader,
  revisionId: string,
): Promise<{ tag: string; operations: number }[]> {
  return reader.$queryRaw`
    SELECT coalesce(tags[1], '') AS tag, count(*)::int AS operations
    FROM operations WHERE revision_id = ${revisionId}::uuid
    GROUP BY 1 ORDER BY min(ordinal)`;
}

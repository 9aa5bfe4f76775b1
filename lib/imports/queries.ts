import type { Prisma } from "../../prisma/generated/client.ts";
import { listVersionPlaces } from "../catalog/queries.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import type { ListImportsInput } from "./input.ts";
import type { ImportProblem } from "./view.ts";

const shown = {
  omit: { source: true },
  include: {
    document: { select: { id: true, sha256: true, title: true, format: true, info: true, problems: true } },
  },
} as const satisfies Prisma.ImportDefaultArgs;

type BareRow = Prisma.ImportGetPayload<typeof shown>;
export type ImportRow = Omit<BareRow, "document"> & {
  document: (NonNullable<BareRow["document"]> & { operationCount: number }) | null;
  target: { api: string; version: string } | null;
};

export interface NewImport {
  workspaceId: string;
  createdById: string | null;
  versionId: string | null;
  source: Uint8Array<ArrayBuffer> | null;
  mediaType: string;
  url: string | null;
}

export async function insertImport(tx: Transaction, data: NewImport): Promise<ImportRow> {
  const row = await tx.import.create({ data: { ...data, step: "Waiting" }, ...shown });
  return getImportRow(tx, row.workspaceId, row.id);
}

export async function getImportRow(reader: Reader, workspaceId: string, id: string): Promise<ImportRow> {
  const row = await reader.import.findFirst({ where: { id, workspaceId }, ...shown });
  if (!row) throw new Problem("not-found");
  const [whole] = await withDetails(reader, [row]);
  if (!whole) throw new Problem("not-found");
  return whole;
}

/** The newest first. */
export async function listImportRows(
  reader: Reader,
  workspaceId: string,
  { cursor, limit, state }: ListImportsInput,
): Promise<ImportRow[]> {
  const [before] = decodeCursor(cursor, 1) ?? [];
  const rows = await reader.import.findMany({
    where: { workspaceId, ...(state ? { state } : {}), ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    ...shown,
  });
  return withDetails(reader, rows);
}

/** The import with what was sent, for the worker; undefined when it is finished or gone. */
export async function findOpenImport(reader: Reader, id: string) {
  const row = await reader.import.findUnique({ where: { id } });
  return row && (row.state === "queued" || row.state === "running") ? row : undefined;
}

/** False when it is not open any more: another worker finished it. */
export async function moveImport(
  tx: Transaction | Reader,
  id: string,
  change:
    | { state: "running"; percent: number; step: string }
    | { state: "failed"; problem: ImportProblem; finishedAt: Date }
    | { state: "done"; documentId: string; changes: Prisma.InputJsonValue | null; finishedAt: Date },
): Promise<boolean> {
  const end = change.state === "running" ? {} : { source: null };
  const step = change.state === "done" ? { percent: 100, step: "Done" } : {};
  const { changes, ...columns } = { changes: undefined, ...change };
  const { count } = await tx.import.updateMany({
    where: { id, state: { in: ["queued", "running"] } },
    data: { ...columns, ...(changes ? { changes } : {}), ...end, ...step },
  });
  return count === 1;
}

async function withDetails(reader: Reader, rows: BareRow[]): Promise<ImportRow[]> {
  const ids = rows.flatMap(({ document }) => (document ? [document.id] : []));
  const counts = await reader.$queryRaw<{ id: string; count: number }[]>`
    SELECT id, jsonb_array_length(operations) AS count FROM api_documents WHERE id = ANY(${ids}::uuid[])`;
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  const places = await listVersionPlaces(
    reader,
    rows.flatMap(({ versionId }) => versionId ?? []),
  );
  return rows.map((row) => ({
    ...row,
    document: row.document && { ...row.document, operationCount: countOf.get(row.document.id) ?? 0 },
    target: (row.versionId && places.get(row.versionId)) || null,
  }));
}

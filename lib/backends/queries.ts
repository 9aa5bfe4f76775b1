import type { Backend, Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { ListBackendsInput } from "./input.ts";
import type { BackendUse } from "./view.ts";

export async function getBackend(reader: Reader, workspaceId: string, slug: string): Promise<Backend> {
  const row = await reader.backend.findUnique({ where: { workspaceId_slug: { workspaceId, slug } } });
  if (!row) throw new Problem("not-found");
  return row;
}

/** By slug. */
export function listBackendRows(
  reader: Reader,
  workspaceId: string,
  { cursor, limit, search }: ListBackendsInput,
): Promise<Backend[]> {
  const [after] = decodeCursor(cursor, 1) ?? [];
  const contains = containing(search ?? "");
  return reader.backend.findMany({
    where: {
      workspaceId,
      ...(search ? { OR: [{ name: contains }, { slug: contains }] } : {}),
      AND: after ? { slug: { gt: after } } : {},
    },
    orderBy: { slug: "asc" },
    take: limit + 1,
  });
}

/** `already-exists` when the slug is taken, also by somebody who came first just now. */
export async function insertBackend(tx: Transaction, data: Prisma.BackendCreateManyInput): Promise<Backend> {
  const [row] = await tx.backend.createManyAndReturn({ data: [data], skipDuplicates: true });
  if (!row) throw new Problem("already-exists", `There is a backend with the slug ${data.slug} in this workspace.`);
  return row;
}

/** Writes on the version that was read. */
export async function updateBackend(
  tx: Transaction,
  before: Backend,
  data: { name: string; config: Prisma.InputJsonObject },
): Promise<void> {
  const { count } = await tx.backend.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("lost-race");
}

/** False when a revision uses it. One statement: a revision that is made at the same moment is either seen or refused. */
export async function removeBackend(tx: Transaction, before: Backend): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM backends WHERE id = ${before.id}::uuid FOR UPDATE`;
  const { count } = await tx.backend.deleteMany({ where: { id: before.id, revisions: { none: {} } } });
  return count === 1;
}

/** Versions whose revisions use the backend. */
export async function listUsesOfBackend(reader: Reader, backendId: string): Promise<BackendUse[]> {
  const versions = await reader.apiVersion.findMany({
    where: { revisions: { some: { backendId } } },
    select: {
      name: true,
      api: { select: { slug: true, name: true } },
      revisions: { where: { backendId, state: "live" }, select: { number: true } },
    },
    orderBy: [{ api: { slug: "asc" } }, { name: "asc" }],
    take: USES_SHOWN_MAX,
  });
  return versions.map(({ name, api, revisions }) => ({
    api: api.slug,
    apiName: api.name,
    version: name,
    isLive: revisions.length > 0,
  }));
}

const USES_SHOWN_MAX = 20;

/** The APIs that gateways serve from this backend. */
export async function listApisServedFrom(reader: Reader, backendId: string): Promise<string[]> {
  const rows = await reader.api.findMany({
    where: { versions: { some: { revisions: { some: { backendId, state: "live" } } } } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

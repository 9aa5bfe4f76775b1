import type { Role } from "../authz/permissions.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { containing } from "../db/search.ts";

const withUser = { user: { select: { id: true, email: true, name: true } } } as const;

/** The id behind a workspace's slug. Whether the actor may know of it is the next line's business (`authorize`). */
export async function getWorkspaceId(reader: Reader, slug: string): Promise<string> {
  const row = await reader.workspace.findUnique({ where: { slug }, select: { id: true } });
  if (!row) throw new Problem("not-found");
  return row.id;
}

export async function getWorkspace(reader: Reader, id: string) {
  const row = await reader.workspace.findUnique({ where: { id } });
  if (!row) throw new Problem("not-found");
  return row;
}

/** Undefined when the slug is taken, also by somebody who came first just now. */
export async function insertWorkspace(tx: Transaction, workspace: { slug: string; name: string }) {
  const [row] = await tx.workspace.createManyAndReturn({ data: [workspace], skipDuplicates: true });
  return row;
}

/** The workspaces of these ids, or all, by slug. */
export async function listWorkspaceRows(
  reader: Reader,
  ids: readonly string[] | "all",
  after: string | undefined,
  take: number,
) {
  return reader.workspace.findMany({
    where: {
      ...(ids === "all" ? {} : { id: { in: [...ids] } }),
      ...(after === undefined ? {} : { slug: { gt: after } }),
    },
    orderBy: { slug: "asc" },
    take,
  });
}

/** Any workspaces whose name or slug has `search` in it, by slug, with how large each is. */
export async function searchWorkspaceRows(
  reader: Reader,
  search: string | undefined,
  after: string | undefined,
  take: number,
) {
  return reader.workspace.findMany({
    where: {
      ...(search ? { OR: [{ name: containing(search) }, { slug: containing(search) }] } : {}),
      ...(after === undefined ? {} : { slug: { gt: after } }),
    },
    include: { _count: { select: { memberships: true, apis: true } } },
    orderBy: { slug: "asc" },
    take,
  });
}

/** False when its row version is not the expected one any more. */
export async function saveWorkspace(
  tx: Transaction,
  id: string,
  expectedVersion: number,
  change: { name?: string; mayDecideOwnRequest?: boolean },
): Promise<boolean> {
  const { count } = await tx.workspace.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { ...change, rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** Makes changes of a workspace's members wait for one another, so that the last owner cannot be lost between two of them. */
export async function lockMembers(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}

export async function countOwners(tx: Transaction, workspaceId: string): Promise<number> {
  return tx.membership.count({ where: { workspaceId, role: "owner" } });
}

export async function findMember(reader: Reader, workspaceId: string, userId: string) {
  return reader.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, include: withUser });
}

export async function getMember(reader: Reader, workspaceId: string, userId: string) {
  const row = await findMember(reader, workspaceId, userId);
  if (!row) throw new Problem("not-found");
  return row;
}

export async function listMemberRows(reader: Reader, workspaceId: string, after: string | undefined, take: number) {
  return reader.membership.findMany({
    where: { workspaceId, ...(after === undefined ? {} : { userId: { gt: after } }) },
    orderBy: { userId: "asc" },
    take,
    include: withUser,
  });
}

export async function insertMember(tx: Transaction, member: { workspaceId: string; userId: string; role: Role }) {
  return tx.membership.create({ data: member, include: withUser });
}

export async function saveMemberRole(tx: Transaction, workspaceId: string, userId: string, role: Role) {
  return tx.membership.update({
    where: { workspaceId_userId: { workspaceId, userId } },
    data: { role },
    include: withUser,
  });
}

export async function deleteMember(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
}

import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { containing } from "../db/search.ts";
import type { UserSearch } from "./input.ts";

/** What an actor is made of. */
const actorColumns = {
  id: true,
  email: true,
  name: true,
  state: true,
  isAdmin: true,
  sessionEpoch: true,
  createdAt: true,
  memberships: { select: { workspaceId: true, role: true } },
  teams: { select: { teamId: true, role: true } },
} as const;

export async function findUserByEmail(reader: Reader, email: string) {
  return reader.user.findUnique({ where: { email } });
}

export async function getUser(reader: Reader, id: string) {
  const user = await reader.user.findUnique({ where: { id } });
  if (!user) throw new Problem("not-found");
  return user;
}

/** The names behind ids; what is no person's id has none. */
export async function listUserNames(reader: Reader, ids: string[]): Promise<Map<string, string>> {
  const rows = await reader.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function findSession(reader: Reader, id: string) {
  return reader.session.findUnique({ where: { id }, include: { user: { select: actorColumns } } });
}

/** The person with everything an actor is made of. */
export async function findPerson(reader: Reader, id: string) {
  return reader.user.findUnique({ where: { id }, select: actorColumns });
}

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** A user with the personal team that everybody has. The e-mail address must be free: the unique index decides. */
export async function insertUser(
  tx: Transaction,
  user: { email: string; name: string; passwordHash: string; isAdmin: boolean },
) {
  const created = await tx.user.create({ data: user });
  await tx.team.create({
    data: {
      name: user.name,
      personalOf: created.id,
      members: { create: { userId: created.id, role: "owner" } },
    },
  });
  return created;
}

export async function insertSession(
  tx: Transaction,
  session: { userId: string; epoch: number; userAgent: string; address: string; createdAt: Date; expiresAt: Date },
) {
  return tx.session.create({ data: { ...session, lastSeenAt: session.createdAt } });
}

/** Ends a live session; false when it had ended before. */
export async function endSessionRow(tx: Transaction, userId: string, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.session.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: at } });
  return count === 1;
}

/** Ends every session of a person at once. */
export async function raiseEpoch(tx: Transaction, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionEpoch: { increment: 1 } } });
}

export async function touchSession(reader: Reader, id: string, at: Date): Promise<void> {
  await reader.session.updateMany({ where: { id }, data: { lastSeenAt: at } });
}

export async function listLiveSessions(reader: Reader, user: { id: string; sessionEpoch: number }, now: Date) {
  return reader.session.findMany({
    where: { userId: user.id, epoch: user.sessionEpoch, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { id: "desc" },
    take: 100,
  });
}

export async function listTeamsOf(reader: Reader, userId: string) {
  return reader.teamMember.findMany({
    where: { userId },
    include: { team: true },
    orderBy: { teamId: "asc" },
    take: 100,
  });
}

export async function saveName(tx: Transaction, id: string, name: string) {
  return tx.user.update({ where: { id }, data: { name } });
}

/** Writes a new password over the one that was checked, and ends every session; false when another change came first. */
export async function savePassword(
  tx: Transaction,
  user: { id: string; passwordHash: string | null },
  passwordHash: string,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: user.id, passwordHash: user.passwordHash },
    data: { passwordHash, sessionEpoch: { increment: 1 } },
  });
  return count === 1;
}

/** The first time counts. */
export async function markEmailVerified(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: at } });
}

/** Moves a user between states; blocking also ends every session. False when the user was not in the expected state. */
export async function moveUser(
  tx: Transaction,
  id: string,
  from: "active" | "blocked",
  to: "active" | "blocked",
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, state: from },
    data: { state: to, sessionEpoch: { increment: 1 } },
  });
  return count === 1;
}

/** The newest first. */
export async function listUserRows(
  reader: Reader,
  { search, state }: Pick<UserSearch, "search" | "state">,
  before: string | undefined,
  take: number,
) {
  return reader.user.findMany({
    where: {
      ...(search ? { OR: [{ name: containing(search) }, { email: containing(search) }] } : {}),
      ...(state ? { state } : {}),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: "desc" },
    take,
  });
}

/** Removes sessions that had run out by `before`. */
export async function forgetSessions(reader: Reader, before: Date): Promise<number> {
  const { count } = await reader.session.deleteMany({ where: { expiresAt: { lt: before } } });
  return count;
}

import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import { openStates } from "../subscriptions/subscription.ts";
import type { ListApplicationsInput } from "./input.ts";

const whole = {
  team: { select: { id: true, name: true, personalOf: true } },
  _count: { select: { subscriptions: { where: { state: { in: [...openStates] } } } } },
} satisfies Prisma.ApplicationInclude;

export type ApplicationRow = Prisma.ApplicationGetPayload<{ include: typeof whole }>;

/** Whether the actor may know of it is the next line's business (`authorizeTeam`). */
export async function getApplication(reader: Reader, id: string): Promise<ApplicationRow> {
  const row = await reader.application.findUnique({ where: { id }, include: whole });
  if (!row) throw new Problem("not-found");
  return row;
}

/** The application, held until the transaction ends: subscriptions to it are counted and ended one after the other. */
export async function lockApplication(tx: Transaction, id: string): Promise<ApplicationRow> {
  await tx.$queryRaw`SELECT 1 FROM applications WHERE id = ${id}::uuid FOR UPDATE`;
  return getApplication(tx, id);
}

export function listApplicationRows(reader: Reader, teamIds: string[], input: ListApplicationsInput) {
  const [before] = decodeCursor(input.cursor, 1) ?? [];
  return reader.application.findMany({
    where: {
      teamId: { in: teamIds },
      archivedAt: input.archived === "true" ? { not: null } : null,
      ...(input.search ? { name: containing(input.search) } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    include: whole,
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
}

export async function findPersonalTeamId(reader: Reader, userId: string): Promise<string | undefined> {
  const team = await reader.team.findUnique({ where: { personalOf: userId }, select: { id: true } });
  return team?.id;
}

export async function teamExists(reader: Reader, id: string): Promise<boolean> {
  return (await reader.team.findUnique({ where: { id }, select: { id: true } })) !== null;
}

export function insertApplication(
  tx: Transaction,
  data: Prisma.ApplicationUncheckedCreateInput,
): Promise<ApplicationRow> {
  return tx.application.create({ data, include: whole });
}

/** Writes only if nobody wrote since `before` was read. */
export async function updateApplication(
  tx: Transaction,
  before: ApplicationRow,
  data: Prisma.ApplicationUncheckedUpdateManyInput,
): Promise<ApplicationRow> {
  const { count } = await tx.application.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion, archivedAt: null },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("precondition-failed");
  return getApplication(tx, before.id);
}

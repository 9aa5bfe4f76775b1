import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { ListDevelopersInput } from "./input.ts";

const APPLICATIONS_MAX = 100;
const PEOPLE_MAX = 100;

/** What a workspace sees of a team: its people, and of its applications those that have asked for something here. */
function whole(workspaceId: string) {
  return {
    _count: { select: { members: true } },
    applications: {
      where: { subscriptions: { some: { workspaceId } } },
      orderBy: { id: "asc" },
      take: APPLICATIONS_MAX,
      include: { subscriptions: { where: { workspaceId }, select: { state: true, createdAt: true } } },
    },
  } as const satisfies Prisma.TeamInclude;
}

export type DeveloperRow = Prisma.TeamGetPayload<{ include: ReturnType<typeof whole> }>;

/** Teams that have ever asked for a product of the workspace, by name. */
export function listDeveloperRows(
  reader: Reader,
  workspaceId: string,
  { cursor, limit, search }: ListDevelopersInput,
): Promise<DeveloperRow[]> {
  const [name = "", id = ""] = decodeCursor(cursor, 2) ?? [];
  return reader.team.findMany({
    where: {
      AND: [
        subscribing(workspaceId),
        search ? matching(search, workspaceId) : {},
        cursor ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {},
      ],
    },
    include: whole(workspaceId),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
  });
}

export async function getDeveloper(reader: Reader, workspaceId: string, id: string): Promise<DeveloperRow> {
  const row = await reader.team.findFirst({
    where: { AND: [subscribing(workspaceId), { id }] },
    include: whole(workspaceId),
  });
  if (!row) throw new Problem("not-found");
  return row;
}

export function listPeople(reader: Reader, teamId: string) {
  return reader.teamMember.findMany({
    where: { teamId },
    select: { role: true, user: { select: { name: true, email: true } } },
    orderBy: { userId: "asc" },
    take: PEOPLE_MAX,
  });
}

/** Applications with a subscription to the workspace, by name. */
export function listSubscribedApplications(reader: Reader, workspaceId: string, search: string, take: number) {
  return reader.application.findMany({
    where: { subscriptions: { some: { workspaceId } }, name: containing(search) },
    select: { id: true, name: true, team: { select: { id: true, name: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
  });
}

function subscribing(workspaceId: string): Prisma.TeamWhereInput {
  return { applications: { some: { subscriptions: { some: { workspaceId } } } } };
}

function matching(search: string, workspaceId: string): Prisma.TeamWhereInput {
  const text = containing(search);
  return {
    OR: [
      { name: text },
      { applications: { some: { name: text, subscriptions: { some: { workspaceId } } } } },
      { members: { some: { user: { OR: [{ name: text }, { email: text }] } } } },
    ],
  };
}

import type { Prisma } from "../../prisma/generated/client.ts";
import type { PageInput } from "../contract/paging.ts";
import type { Reader } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";

const whole = {
  apiVersion: {
    select: {
      name: true,
      api: { select: { slug: true, name: true } },
      revisions: { where: { state: "live" }, select: { number: true } },
    },
  },
  _count: { select: { operations: true } },
} as const satisfies Prisma.RevisionInclude;

export type ReviewRow = Prisma.RevisionGetPayload<{ include: typeof whole }>;

/** Revisions of a workspace that wait for a review, by the time at which they were made. */
export function listReviewRows(
  reader: Reader,
  workspaceId: string,
  { cursor, limit }: PageInput,
): Promise<ReviewRow[]> {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return reader.revision.findMany({
    where: { ...inReview(workspaceId), ...(after ? { id: { gt: after } } : {}) },
    include: whole,
    orderBy: { id: "asc" },
    take: limit + 1,
  });
}

/** Without those that `authorId` made or submitted. */
export function countRevisionsInReview(reader: Reader, workspaceId: string, authorId: string | null): Promise<number> {
  return reader.revision.count({
    where: {
      ...inReview(workspaceId),
      ...(authorId === null
        ? {}
        : {
            AND: [
              { OR: [{ createdById: null }, { createdById: { not: authorId } }] },
              { OR: [{ submittedById: null }, { submittedById: { not: authorId } }] },
            ],
          }),
    },
  });
}

function inReview(workspaceId: string): Prisma.RevisionWhereInput {
  return { state: "in_review", apiVersion: { api: { workspaceId } } };
}

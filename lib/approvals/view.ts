import { z } from "zod";
import type { ReviewRow } from "../catalog/review-queries.ts";

/** What waits for the reader in a workspace: requests and revisions that they may decide on. */
export const waitingView = z.object({
  subscriptions: z.int(),
  revisions: z.int(),
  /** When the oldest of the requests came. */
  oldestAt: z.iso.datetime().nullable(),
});

export type WaitingView = z.output<typeof waitingView>;

/** A revision that waits for a review, with what a reviewer must know before opening it. */
export const reviewView = z.object({
  id: z.uuid(),
  api: z.object({ slug: z.string(), name: z.string() }),
  version: z.string(),
  revision: z.int(),
  note: z.string(),
  operations: z.int(),
  /** The revision that gateways serve now; null when it is the first one. */
  liveRevision: z.int().nullable(),
  submittedBy: z.object({ name: z.string() }).nullable(),
  submittedAt: z.iso.datetime(),
  /** False for who made or submitted it, and without the permission. */
  mayDecide: z.boolean(),
});

export type ReviewView = z.output<typeof reviewView>;

export function toReviewView(row: ReviewRow, submitter: string | undefined, mayDecide: boolean): ReviewView {
  const { apiVersion } = row;
  return {
    id: row.id,
    api: apiVersion.api,
    version: apiVersion.name,
    revision: row.number,
    note: row.note,
    operations: row._count.operations,
    liveRevision: apiVersion.revisions[0]?.number ?? null,
    submittedBy: submitter === undefined ? null : { name: submitter },
    submittedAt: (row.submittedAt ?? row.createdAt).toISOString(),
    mayDecide,
  };
}

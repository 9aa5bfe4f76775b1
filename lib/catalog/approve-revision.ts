import type { Context } from "../context.ts";
import { actorId, assertMayDecide } from "./decision.ts";
import type { RevisionPlace } from "./place.ts";
import { reviewRevision } from "./review-revision.ts";
import type { RevisionView } from "./view.ts";

/** Lets a revision be published; never by who made or submitted it. */
export async function approveRevision(ctx: Context, place: RevisionPlace, note?: string): Promise<RevisionView> {
  return reviewRevision(ctx, place, {
    event: "approve",
    permission: "revision.review",
    note,
    columns: { decidedById: actorId(ctx.actor), decidedAt: ctx.now(), decisionNote: note ?? "" },
    assertMay: (revision, workspace) => assertMayDecide(ctx.actor, revision, workspace),
  });
}

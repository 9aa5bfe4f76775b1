import type { Context } from "../context.ts";
import { actorId, assertMayDecide } from "./decision.ts";
import type { RevisionPlace } from "./place.ts";
import { reviewRevision } from "./review-revision.ts";
import type { RevisionView } from "./view.ts";

/** Ends a revision's way with a reason; a new one goes out from it. */
export async function rejectRevision(ctx: Context, place: RevisionPlace, note: string): Promise<RevisionView> {
  return reviewRevision(ctx, place, {
    event: "reject",
    permission: "revision.review",
    note,
    columns: { decidedById: actorId(ctx.actor), decidedAt: ctx.now(), decisionNote: note },
    assertMay: (revision, workspace) => assertMayDecide(ctx.actor, revision, workspace),
  });
}

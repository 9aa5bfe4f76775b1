import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { actorId } from "./decision.ts";
import type { RevisionPlace } from "./place.ts";
import { reviewRevision } from "./review-revision.ts";
import type { RevisionView } from "./view.ts";

/** Hands a draft to somebody else for review; from then on it does not change. */
export async function submitRevision(ctx: Context, place: RevisionPlace, note?: string): Promise<RevisionView> {
  return reviewRevision(ctx, place, {
    event: "submit",
    permission: "revision.submit",
    note,
    columns: { submittedById: actorId(ctx.actor), submittedAt: ctx.now(), ...defined({ note }) },
  });
}

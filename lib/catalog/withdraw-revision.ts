import type { Context } from "../context.ts";
import type { RevisionPlace } from "./place.ts";
import { reviewRevision } from "./review-revision.ts";
import type { RevisionView } from "./view.ts";

/** Takes a revision back from review, to change it. */
export async function withdrawRevision(ctx: Context, place: RevisionPlace): Promise<RevisionView> {
  return reviewRevision(ctx, place, {
    event: "withdraw",
    permission: "revision.submit",
    columns: { submittedById: null, submittedAt: null },
  });
}

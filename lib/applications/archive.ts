import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged } from "../publishing/mark-changed.ts";
import { cancelAll } from "../subscriptions/cancel-all.ts";
import type { ArchiveApplicationInput } from "./input.ts";
import { lockApplication, updateApplication } from "./queries.ts";
import { type ApplicationView, toApplicationView } from "./view.ts";

/** Puts an application away with its history. What it still holds is cancelled, but only if that was said. */
export function archiveApplication(
  ctx: Context,
  id: string,
  { subscriptions }: ArchiveApplicationInput,
): Promise<ApplicationView> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockApplication(tx, id);
    authorizeTeam(ctx.actor, "application.change", before.teamId);
    if (before.archivedAt)
      throw new Problem("wrong-state", "The application is archived already.", { state: "archived" });
    const open = before._count.subscriptions;
    if (open > 0 && subscriptions === undefined) {
      throw new Problem("still-in-use", `${open} subscriptions are open: say that they are to be cancelled.`, {
        openSubscriptions: open,
      });
    }
    const cancelled = await cancelAll(tx, ctx, { applicationId: id }, `${before.name} is archived.`);
    const after = toApplicationView(await updateApplication(tx, before, { archivedAt: ctx.now() }));
    const auditId = await recordAudit(tx, ctx, {
      action: "application.archive",
      workspaceId: null,
      subjectType: "application",
      subjectId: id,
      before: toApplicationView(before),
      after: { ...after, cancelled: cancelled.count },
    });
    await markChanged(tx, cancelled.parts, auditId);
    return after;
  });
}

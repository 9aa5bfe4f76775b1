import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { findFragmentRow, listUsesOfFragment, removeFragment } from "./queries.ts";
import { toFragmentView } from "./view.ts";

/** Removes a fragment that no document and no other fragment includes. */
export async function deleteFragment(
  ctx: Context,
  workspaceSlug: string,
  name: string,
  expectedVersion: number | undefined,
): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "policy.change", workspaceId);

  await inTransaction(ctx, async (tx) => {
    const before = await findFragmentRow(tx, workspaceId, name);
    if (!before) throw new Problem("not-found");
    assertRowVersion(before, expectedVersion);
    const places = [...new Set((await listUsesOfFragment(tx, workspaceId, name)).map((use) => use.place))];
    if (places.length > 0) throw new Problem("still-in-use", `They include it: ${places.slice(0, 10).join(", ")}.`);
    if (!(await removeFragment(tx, before))) throw new Problem("precondition-failed");
    await recordAudit(tx, ctx, {
      action: "policy.change",
      workspaceId,
      subjectType: "fragment",
      subjectId: before.id,
      before: toFragmentView(before),
    });
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { getNamedValueRow, listUsesOfNamedValue, removeNamedValue } from "./queries.ts";
import { toNamedValueView } from "./view.ts";

/** Removes a value that no policy and no backend names. */
export async function deleteNamedValue(
  ctx: Context,
  workspaceSlug: string,
  name: string,
  expectedVersion: number | undefined,
): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.change", workspaceId);

  await inTransaction(ctx, async (tx) => {
    const before = await getNamedValueRow(tx, workspaceId, name);
    assertRowVersion(before, expectedVersion);
    const places = [...new Set((await listUsesOfNamedValue(tx, workspaceId, name)).map((use) => use.place))];
    if (places.length > 0) throw new Problem("still-in-use", `It is named by: ${places.slice(0, 10).join(", ")}.`);
    if (!(await removeNamedValue(tx, before.id, before.rowVersion))) throw new Problem("precondition-failed");
    await recordAudit(tx, ctx, {
      action: "named-value.delete",
      workspaceId,
      subjectType: "named-value",
      subjectId: before.id,
      before: toNamedValueView(before),
    });
  });
}

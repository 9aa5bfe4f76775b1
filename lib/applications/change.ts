import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ChangeApplicationInput } from "./input.ts";
import { getApplication, updateApplication } from "./queries.ts";
import { type ApplicationView, toApplicationView } from "./view.ts";

/** Members that are left out stay as they are. */
export function changeApplication(
  ctx: Context,
  id: string,
  input: ChangeApplicationInput,
  expectedVersion: number | undefined,
): Promise<ApplicationView> {
  return inTransaction(ctx, async (tx) => {
    const before = await getApplication(tx, id);
    authorizeTeam(ctx.actor, "application.change", before.teamId);
    if (before.archivedAt) throw new Problem("wrong-state", "The application is archived.", { state: "archived" });
    assertRowVersion(before, expectedVersion);
    const after = toApplicationView(await updateApplication(tx, before, defined(input)));
    await recordAudit(tx, ctx, {
      action: "application.change",
      workspaceId: null,
      subjectType: "application",
      subjectId: id,
      before: toApplicationView(before),
      after,
    });
    return after;
  });
}

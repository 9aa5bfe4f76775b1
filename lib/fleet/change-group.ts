import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import type { GroupChange } from "./input.ts";
import { getGroup, updateGroup } from "./queries.ts";
import { readGroupView } from "./read-group.ts";
import type { GroupView } from "./view.ts";

/** Members that are left out stay as they are. */
export async function changeGroup(
  ctx: Context,
  slug: string,
  input: GroupChange,
  expectedVersion: number | undefined,
): Promise<GroupView> {
  authorizeInstallation(ctx.actor, "gateway.change");

  return inTransaction(ctx, async (tx) => {
    const before = await getGroup(tx, slug);
    assertRowVersion(before, expectedVersion);
    await updateGroup(tx, before, defined(input));
    const after = await readGroupView(tx, slug, ctx.now());
    const auditId = await recordAudit(tx, ctx, {
      action: "gateway-group.change",
      workspaceId: null,
      subjectType: "gateway-group",
      subjectId: before.id,
      before: { name: before.name, publicUrls: before.publicUrls },
      after: { name: after.name, publicUrls: after.publicUrls },
    });
    await markChanged(tx, [partName.settings()], auditId);
    return after;
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { findDocumentFaults, findFragmentFaults } from "./assert-document.ts";
import type { NamedValueContent } from "./input.ts";
import { toNamedValueData } from "./named-value-content.ts";
import { getNamedValueRow, listApiIdsUnder, listUsesOfNamedValue, writeNamedValue } from "./queries.ts";
import { type NamedValueView, toNamedValueView } from "./view.ts";

/** Gives a value another content, unless a policy that names it would be wrong then. */
export async function changeNamedValue(
  ctx: Context,
  encryptionKey: Uint8Array,
  workspaceSlug: string,
  name: string,
  content: NamedValueContent,
  expectedVersion: number | undefined,
): Promise<NamedValueView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getNamedValueRow(tx, workspaceId, name);
    assertRowVersion(before, expectedVersion);
    const row = await writeNamedValue(tx, before.id, before.rowVersion, toNamedValueData(content, encryptionKey));
    if (!row) throw new Problem("precondition-failed");
    const isUsed = await assertUsesStayRight(tx, workspaceId, name);

    const after = toNamedValueView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: "named-value.change",
      workspaceId,
      subjectType: "named-value",
      subjectId: row.id,
      before: toNamedValueView(before),
      after,
    });
    const apiIds = isUsed ? await listApiIdsUnder(tx, { workspaceId, productId: null }) : [];
    await markChanged(tx, apiIds.map(partName.api), auditId);
    return after;
  });
}

/** Whether anything names the value. */
async function assertUsesStayRight(tx: Transaction, workspaceId: string, name: string): Promise<boolean> {
  const uses = await listUsesOfNamedValue(tx, workspaceId, name);
  for (const { document, place, fragment } of uses) {
    const [fault] =
      fragment === null
        ? await findDocumentFaults(tx, workspaceId, document)
        : await findFragmentFaults(tx, workspaceId, fragment, document);
    if (!fault) continue;
    const detail = `would break the policies of the ${place}: ${fault.pointer} ${fault.detail}`;
    throw new Problem("invalid-input", detail, { errors: [{ pointer: "/content", detail }] });
  }
  return uses.length > 0;
}

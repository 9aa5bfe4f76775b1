import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { NamedValueInput } from "./input.ts";
import { toNamedValueData } from "./named-value-content.ts";
import { insertNamedValue } from "./queries.ts";
import { type NamedValueView, toNamedValueView } from "./view.ts";

/** Makes a value that policies can name. A secret can be written and never read again. */
export async function createNamedValue(
  ctx: Context,
  encryptionKey: Uint8Array,
  workspaceSlug: string,
  { name, content }: NamedValueInput,
): Promise<NamedValueView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "named-value.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const row = await insertNamedValue(tx, workspaceId, name, toNamedValueData(content, encryptionKey));
    if (!row) throw new Problem("already-exists", `There is a named value ${name} already.`);
    const after = toNamedValueView(row);
    await recordAudit(tx, ctx, {
      action: "named-value.create",
      workspaceId,
      subjectType: "named-value",
      subjectId: row.id,
      after,
    });
    return after;
  });
}

import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { assertPolicyDocument } from "./assert-document.ts";
import { authorizePlace, type NamedPlace } from "./place.ts";
import { findPolicyRow, insertPolicyRow, listApiIdsUnder, writePolicyRow } from "./queries.ts";
import { type PolicyDocumentView, toPolicyDocumentView } from "./view.ts";

/** Puts the policies of a workspace or a product in force. Whatever is wrong with them fails the save, never the traffic. */
export async function putPolicies(
  ctx: Context,
  named: NamedPlace,
  input: unknown,
  expectedVersion: number | undefined,
): Promise<PolicyDocumentView> {
  const place = await authorizePlace(ctx, "policy.change", named);

  return inTransaction(ctx, async (tx) => {
    const before = await findPolicyRow(tx, place);
    assertRowVersion({ rowVersion: before?.rowVersion ?? 0 }, expectedVersion);
    const document = await assertPolicyDocument(tx, place.workspaceId, input);
    const row = before
      ? await writePolicyRow(tx, before, document, ctx.now())
      : await insertPolicyRow(tx, place, document, ctx.now());
    if (!row) throw new Problem("precondition-failed");

    const after = toPolicyDocumentView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: "policy.change",
      workspaceId: place.workspaceId,
      subjectType: place.productId === null ? "workspace" : "product",
      subjectId: place.productId ?? place.workspaceId,
      before: before?.document ?? {},
      after: after.document,
    });
    await markChanged(tx, (await listApiIdsUnder(tx, place)).map(partName.api), auditId);
    return after;
  });
}

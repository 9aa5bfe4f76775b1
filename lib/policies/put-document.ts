import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { assertInstallationDocument, assertPolicyDocument } from "./assert-document.ts";
import { authorizePlace, INSTALLATION, type NamedPlace } from "./place.ts";
import type { PolicyDocument } from "./policies.ts";
import { findPolicyRow, insertPolicyRow, listApiIdsUnder, type PolicyPlace, writePolicyRow } from "./queries.ts";
import { type PolicyDocumentView, toPolicyDocumentView } from "./view.ts";

/** Puts the policies of a workspace or a product in force. Whatever is wrong with them fails the save, never the traffic. */
export async function putPolicies(
  ctx: Context,
  named: NamedPlace,
  input: unknown,
  expectedVersion: number | undefined,
): Promise<PolicyDocumentView> {
  const place = await authorizePlace(ctx, "policy.change", named);

  return putDocument(ctx, place, expectedVersion, (tx) => assertPolicyDocument(tx, place.workspaceId, input));
}

/** Puts the policies around those of every workspace in force. */
export async function putInstallationPolicies(
  ctx: Context,
  input: unknown,
  expectedVersion: number | undefined,
): Promise<PolicyDocumentView> {
  authorizeInstallation(ctx.actor, "installation-policy.change");
  return putDocument(ctx, INSTALLATION, expectedVersion, async () => assertInstallationDocument(input));
}

function putDocument(
  ctx: Context,
  place: PolicyPlace,
  expectedVersion: number | undefined,
  assertDocument: (tx: Transaction) => Promise<PolicyDocument>,
): Promise<PolicyDocumentView> {
  return inTransaction(ctx, async (tx) => {
    const before = await findPolicyRow(tx, place);
    assertRowVersion({ rowVersion: before?.rowVersion ?? 0 }, expectedVersion);
    const document = await assertDocument(tx);
    const row = before
      ? await writePolicyRow(tx, before, document, ctx.now())
      : await insertPolicyRow(tx, place, document, ctx.now());
    if (!row) throw new Problem("precondition-failed");

    const after = toPolicyDocumentView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: place.workspaceId === null ? "installation-policy.change" : "policy.change",
      workspaceId: place.workspaceId,
      ...subjectOf(place),
      before: before?.document ?? {},
      after: after.document,
    });
    await markChanged(tx, (await listApiIdsUnder(tx, place)).map(partName.api), auditId);
    return after;
  });
}

function subjectOf({ workspaceId, productId }: PolicyPlace) {
  if (productId !== null) return { subjectType: "product", subjectId: productId };
  if (workspaceId !== null) return { subjectType: "workspace", subjectId: workspaceId };
  return { subjectType: "installation", subjectId: "installation" };
}

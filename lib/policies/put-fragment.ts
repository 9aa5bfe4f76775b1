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
import { fragmentsOver } from "./fragments.ts";
import { toSteps } from "./policies.ts";
import {
  findFragmentRow,
  insertFragment,
  listApiIdsUnder,
  listFragments,
  listUsesOfFragment,
  type PolicyUse,
  writeFragment,
} from "./queries.ts";
import { type FragmentView, toFragmentView } from "./view.ts";

/** Puts steps under a name that documents can include, unless a document that does would be wrong then. */
export async function putFragment(
  ctx: Context,
  workspaceSlug: string,
  name: string,
  steps: unknown,
  expectedVersion: number | undefined,
): Promise<FragmentView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "policy.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await findFragmentRow(tx, workspaceId, name);
    assertRowVersion({ rowVersion: before?.rowVersion ?? 0 }, expectedVersion);
    const errors = await findFragmentFaults(tx, workspaceId, name, steps, "/steps");
    const [first] = errors;
    if (first) throw new Problem("invalid-input", `${first.pointer}: ${first.detail}`, { errors });
    const row = before
      ? await writeFragment(tx, before, toSteps(steps))
      : await insertFragment(tx, workspaceId, name, toSteps(steps));
    if (!row) throw new Problem("precondition-failed");
    const isUsed = await assertUsesStayRight(tx, workspaceId, name);

    const after = toFragmentView(row);
    const auditId = await recordAudit(tx, ctx, {
      action: "policy.change",
      workspaceId,
      subjectType: "fragment",
      subjectId: row.id,
      ...(before ? { before: toFragmentView(before) } : {}),
      after,
    });
    const apiIds = isUsed ? await listApiIdsUnder(tx, { workspaceId, productId: null }) : [];
    await markChanged(tx, apiIds.map(partName.api), auditId);
    return after;
  });
}

/** Whether any document includes the fragment, itself or through others. */
async function assertUsesStayRight(tx: Transaction, workspaceId: string, name: string): Promise<boolean> {
  const names = [name, ...fragmentsOver(name, await listFragments(tx, workspaceId))];
  const documents: PolicyUse[] = [];
  for (const used of names) {
    const uses = await listUsesOfFragment(tx, workspaceId, used);
    documents.push(...uses.filter(({ fragment }) => fragment === null));
  }
  for (const { document, place } of documents) {
    const [fault] = await findDocumentFaults(tx, workspaceId, document);
    if (!fault) continue;
    const detail = `would break the policies of the ${place}: ${fault.pointer} ${fault.detail}`;
    throw new Problem("invalid-input", detail, { errors: [{ pointer: "/steps", detail }] });
  }
  return documents.length > 0;
}

import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { findFault, findPartOwner, noteFault } from "./queries.ts";

/** A part that did not come out; the group keeps the one it had. */
export interface PartFault {
  name: string;
  reason: string;
  auditId: bigint | null;
}

const REASON_LENGTH_MAX = 2_000;

/** Shows a fault in the group and, once for each new reason, in the audit log of the workspace that can mend it. */
export async function recordFaults(
  tx: Transaction,
  ctx: Context,
  group: { id: string; slug: string },
  faults: PartFault[],
): Promise<void> {
  for (const { name, auditId, reason: text } of faults) {
    const reason = text.slice(0, REASON_LENGTH_MAX);
    const known = await findFault(tx, group.id, name);
    if (known?.reason === reason) continue;
    await noteFault(tx, { groupId: group.id, part: name, reason, auditId, since: ctx.now() });
    const owner = await findPartOwner(tx, name);
    await recordAudit(tx, ctx, {
      action: "snapshot.fault",
      workspaceId: owner?.workspaceId ?? null,
      subjectType: owner ? "api" : "gateway-group",
      subjectId: owner?.id ?? group.id,
      after: { group: group.slug, part: name, reason },
    });
  }
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertOwnerStays } from "./assert-owner-stays.ts";
import { deleteMember, getMember, getWorkspaceId, lockMembers } from "./queries.ts";
import { toMemberView } from "./view.ts";

export async function removeMember(ctx: Context, slug: string, userId: string): Promise<void> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "member.change", workspaceId);

  await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspaceId);
    const before = await getMember(tx, workspaceId, userId);
    await assertOwnerStays(tx, before);
    await deleteMember(tx, workspaceId, userId);
    await recordAudit(tx, ctx, {
      action: "member.remove",
      workspaceId,
      subjectType: "user",
      subjectId: userId,
      before: toMemberView(before),
    });
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertOwnerStays } from "./assert-owner-stays.ts";
import type { MemberChange } from "./input.ts";
import { getMember, getWorkspaceId, lockMembers, saveMemberRole } from "./queries.ts";
import { type MemberView, toMemberView } from "./view.ts";

/** Gives another member another role: nobody changes their own, and the last owner stays one. */
export async function changeRole(
  ctx: Context,
  slug: string,
  userId: string,
  { role }: MemberChange,
): Promise<MemberView> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "member.change", workspaceId);
  if (ctx.actor.kind === "user" && ctx.actor.id === userId) {
    throw new Problem("not-permitted", "Nobody changes their own role; ask another owner.");
  }

  return inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspaceId);
    const before = await getMember(tx, workspaceId, userId);
    if (role !== "owner") await assertOwnerStays(tx, before);
    const after = toMemberView(await saveMemberRole(tx, workspaceId, userId, role));
    await recordAudit(tx, ctx, {
      action: "member.change-role",
      workspaceId,
      subjectType: "user",
      subjectId: userId,
      before: toMemberView(before),
      after,
    });
    return after;
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { findUserByEmail } from "../identity/queries.ts";
import type { MemberInput } from "./input.ts";
import { findMember, getWorkspaceId, insertMember, lockMembers } from "./queries.ts";
import { type MemberView, toMemberView } from "./view.ts";

/** Lets somebody who has an account into the workspace. */
export async function addMember(ctx: Context, slug: string, { email, role }: MemberInput): Promise<MemberView> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "member.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) throw noAccount();
    await lockMembers(tx, workspaceId);
    if (await findMember(tx, workspaceId, user.id)) throw new Problem("already-exists", "They are a member already.");
    const after = toMemberView(await insertMember(tx, { workspaceId, userId: user.id, role }));
    await recordAudit(tx, ctx, {
      action: "member.add",
      workspaceId,
      subjectType: "user",
      subjectId: user.id,
      after,
    });
    return after;
  });
}

function noAccount() {
  const errors = [{ pointer: "/email", detail: "has no account here yet; ask them to sign up first" }];
  return new Problem("invalid-input", "/email: has no account here yet; ask them to sign up first", { errors });
}

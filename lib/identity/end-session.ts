import { recordAudit } from "../audit/record.ts";
import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { endSessionRow } from "./queries.ts";

/** Ends one of the actor's own sessions: signing out, or revoking one of a lost device. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const { id: userId } = authorizeSelf(ctx.actor, "profile.change");

  await inTransaction(ctx, async (tx) => {
    if (!(await endSessionRow(tx, userId, id, ctx.now()))) throw new Problem("not-found");
    await recordAudit(tx, ctx, { action: "session.end", workspaceId: null, subjectType: "session", subjectId: id });
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { raiseEpoch } from "./queries.ts";

/** Ends every session of the actor at once, this one included. */
export async function endSessions(ctx: Context): Promise<void> {
  const { id } = authorizeSelf(ctx.actor, "profile.change");

  await inTransaction(ctx, async (tx) => {
    await raiseEpoch(tx, id);
    await recordAudit(tx, ctx, { action: "session.end-all", workspaceId: null, subjectType: "user", subjectId: id });
  });
}

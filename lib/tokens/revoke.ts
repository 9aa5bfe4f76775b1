import { recordAudit } from "../audit/record.ts";
import { authorize, authorizeInstallation, authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { getToken, revokeTokenRow, type TokenOwner } from "./queries.ts";
import { type TokenView, toTokenView } from "./view.ts";

export async function revokeToken(ctx: Context, id: string): Promise<TokenView> {
  const before = await getToken(ctx.db, id);
  authorizeOwnerOf(ctx, before);

  return inTransaction(ctx, async (tx) => {
    if (!(await revokeTokenRow(tx, id, ctx.now()))) throw new Problem("wrong-state", "It is revoked already.");
    const after = toTokenView(await getToken(tx, id));
    await recordAudit(tx, ctx, {
      action: "token.revoke",
      workspaceId: before.workspaceId,
      subjectType: "token",
      subjectId: id,
      before: toTokenView(before),
      after,
    });
    return after;
  });
}

/** Somebody else's token is as if it were not there. */
function authorizeOwnerOf({ actor }: Context, { userId, workspaceId }: TokenOwner): void {
  if (workspaceId !== null) authorize(actor, "token.change", workspaceId);
  else if (userId === null) authorizeInstallation(actor, "service-token.change");
  else if (actor.kind !== "anonymous" && (actor.kind !== "user" || actor.id !== userId)) throw new Problem("not-found");
  else authorizeSelf(actor, "profile.change");
}

import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { getUser, moveUser } from "./queries.ts";
import { toUserView, type UserView } from "./view.ts";

/** Shuts a user out at once: sessions end, personal tokens stop working. */
export function blockUser(ctx: Context, id: string): Promise<UserView> {
  return move(ctx, id, "block");
}

export function unblockUser(ctx: Context, id: string): Promise<UserView> {
  return move(ctx, id, "unblock");
}

const moves = {
  block: { from: "active", to: "blocked" },
  unblock: { from: "blocked", to: "active" },
} as const;

async function move(ctx: Context, id: string, event: keyof typeof moves): Promise<UserView> {
  authorizeInstallation(ctx.actor, "user.change");
  if (ctx.actor.kind === "user" && ctx.actor.id === id) throw new Problem("wrong-state", "Nobody blocks themselves.");
  const { from, to } = moves[event];

  return inTransaction(ctx, async (tx) => {
    const before = toUserView(await getUser(tx, id));
    if (!(await moveUser(tx, id, from, to))) throw new Problem("wrong-state", `The user is ${before.state}.`);
    const after = toUserView(await getUser(tx, id));
    await recordAudit(tx, ctx, {
      action: `user.${event}`,
      workspaceId: null,
      subjectType: "user",
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}

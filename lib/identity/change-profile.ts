import { recordAudit } from "../audit/record.ts";
import { authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ProfileInput } from "./input.ts";
import { getUser, saveName } from "./queries.ts";
import { toUserView, type UserView } from "./view.ts";

export async function changeProfile(ctx: Context, { name }: ProfileInput): Promise<UserView> {
  const { id } = authorizeSelf(ctx.actor, "profile.change");

  return inTransaction(ctx, async (tx) => {
    const before = toUserView(await getUser(tx, id));
    const after = toUserView(await saveName(tx, id, name));
    await recordAudit(tx, ctx, {
      action: "profile.change",
      workspaceId: null,
      subjectType: "user",
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}

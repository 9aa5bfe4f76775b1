import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { makeSecret } from "../contract/keys.ts";
import { Problem } from "../contract/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { inTransaction } from "../db/transaction.ts";
import type { TokenInput } from "./input.ts";
import { authorizedOwner } from "./owner.ts";
import { insertToken } from "./queries.ts";
import { SHOWN_LENGTH, TOKEN_PREFIX } from "./token.ts";
import { type NewTokenView, toTokenView } from "./view.ts";

/** Makes an access token that may do no more than its maker. The answer is the only place where it can be read. */
export async function createToken(ctx: Context, input: TokenInput): Promise<NewTokenView> {
  const { userId, workspaceId, possible } = await authorizedOwner(ctx, input);
  const excess = input.permissions.filter((permission) => !possible.has(permission));
  if (excess.length > 0) throw new Problem("not-permitted", `You cannot give ${excess.join(", ")} to this token.`);

  const token = makeSecret(TOKEN_PREFIX, ctx.random);
  return inTransaction(ctx, async (tx) => {
    const created = await insertToken(tx, {
      userId,
      workspaceId,
      name: input.name,
      hash: sha256(token),
      prefix: token.slice(0, SHOWN_LENGTH),
      permissions: [...new Set(input.permissions)],
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + input.expiresInDays * 86_400_000),
    });
    const after = toTokenView(created);
    await recordAudit(tx, ctx, {
      action: "token.create",
      workspaceId,
      subjectType: "token",
      subjectId: created.id,
      after,
    });
    return { ...after, token };
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { KEY_BYTES, seal } from "../crypto/seal.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import type { GroupInput } from "./input.ts";
import { getGroup, insertGroup } from "./queries.ts";
import { type GroupView, toGroupView } from "./view.ts";

/** Makes a place where gateways run, with a key of its own for the secrets that travel there. */
export async function createGroup(ctx: Context, encryptionKey: Uint8Array, input: GroupInput): Promise<GroupView> {
  authorizeInstallation(ctx.actor, "gateway.change");

  return inTransaction(ctx, async (tx) => {
    const sealedKey = seal(ctx.random(KEY_BYTES), encryptionKey);
    await insertGroup(tx, { ...input, sealedKey });
    const group = toGroupView(await getGroup(tx, input.slug), null, [], ctx.now());
    const auditId = await recordAudit(tx, ctx, {
      action: "gateway-group.create",
      workspaceId: null,
      subjectType: "gateway-group",
      subjectId: group.id,
      after: input,
    });
    await markChanged(tx, [partName.settings()], auditId);
    return group;
  });
}

import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { inTransaction } from "../db/transaction.ts";
import { getGateway, newestGenerations, writeRevocation } from "./queries.ts";
import { type GatewayView, toGatewayView } from "./view.ts";

/** Shuts a gateway out: its token is good for nothing from now on. It goes on serving what it has, until it is stopped. */
export async function revokeGateway(ctx: Context, id: string): Promise<GatewayView> {
  authorizeInstallation(ctx.actor, "gateway.change");

  return inTransaction(ctx, async (tx) => {
    const before = await getGateway(tx, id);
    if (before.revokedAt) throw new Problem("wrong-state", "The gateway is revoked already.");
    await writeRevocation(tx, id, ctx.now());
    const newest = await newestGenerations(tx, [before.groupId]);
    const after = toGatewayView(await getGateway(tx, id), newest.get(before.groupId) ?? null, ctx.now());
    await recordAudit(tx, ctx, {
      action: "gateway.revoke",
      workspaceId: null,
      subjectType: "gateway",
      subjectId: id,
      before: { name: before.name },
      after: { revokedAt: after.revokedAt },
    });
    return after;
  });
}

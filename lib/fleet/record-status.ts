import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { GatewayStatus } from "../contract/status.ts";
import { inTransaction } from "../db/transaction.ts";
import { type GatewayRow, writeStatus } from "./queries.ts";

/** Takes a gateway's heartbeat. That it refuses a generation it did not refuse before goes into the audit log. */
export async function recordStatus(ctx: Context, gateway: GatewayRow, status: GatewayStatus): Promise<void> {
  const { refused } = status;
  const isNewlyRefused = refused !== null && refused.generation !== gateway.refusedGeneration;
  await inTransaction(ctx, async (tx) => {
    await writeStatus(tx, gateway.id, {
      node: status.node,
      softwareVersion: status.version,
      capabilities: status.capabilities,
      appliedGeneration: status.applied,
      refusedGeneration: refused?.generation ?? null,
      refusedReason: refused?.reason ?? null,
      load: status.load,
      startedAt: new Date(ctx.now().getTime() - status.uptimeSeconds * 1_000),
      lastSeenAt: ctx.now(),
    });
    if (!isNewlyRefused) return;
    await recordAudit(tx, ctx, {
      action: "snapshot.refuse",
      workspaceId: null,
      subjectType: "gateway",
      subjectId: gateway.id,
      after: { gateway: gateway.name, group: gateway.group.slug, ...refused },
    });
  });
}

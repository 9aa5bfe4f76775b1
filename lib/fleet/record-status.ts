import { recordAudit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { GatewayStatus, StatusAnswer } from "../contract/status.ts";
import { inTransaction } from "../db/transaction.ts";
import { SILENT_AFTER_MS } from "./fleet.ts";
import { countReporting, type GatewayRow, writeStatus } from "./queries.ts";

/** Takes a gateway's heartbeat. That it refuses a generation it did not refuse before goes into the audit log. */
export async function recordStatus(ctx: Context, gateway: GatewayRow, status: GatewayStatus): Promise<StatusAnswer> {
  const { refused } = status;
  const isNewlyRefused = refused !== null && refused.generation !== gateway.refusedGeneration;
  const since = new Date(ctx.now().getTime() - SILENT_AFTER_MS);
  return inTransaction(ctx, async (tx) => {
    await writeStatus(tx, gateway.id, {
      node: status.node,
      softwareVersion: status.version,
      capabilities: status.capabilities,
      appliedGeneration: status.applied,
      refusedGeneration: refused?.generation ?? null,
      refusedReason: refused?.reason ?? null,
      load: { ...status.load, backends: status.backends ?? [] },
      startedAt: new Date(ctx.now().getTime() - status.uptimeSeconds * 1_000),
      lastSeenAt: ctx.now(),
    });
    const answer = { gateways: await countReporting(tx, gateway.groupId, since) };
    if (!isNewlyRefused) return answer;
    await recordAudit(tx, ctx, {
      action: "snapshot.refuse",
      workspaceId: null,
      subjectType: "gateway",
      subjectId: gateway.id,
      after: { gateway: gateway.name, group: gateway.group.slug, ...refused },
    });
    return answer;
  });
}

import type { Transaction } from "../db/database.ts";

/** The channel on which the compiler is woken. */
export const CHANGES_CHANNEL = "gatehouse_changes";

/** Names of the parts whose rows a verb changed. */
export const partName = {
  settings: () => "settings",
  plans: () => "plans",
  api: (apiId: string) => `api/${apiId}`,
  /** Sharded by the last two hex digits: the first ones of a UUIDv7 are its time. */
  subscription: (subscriptionId: string) => `subscriptions/${subscriptionId.slice(-2)}`,
  key: (hash: Uint8Array) => `keys/${(hash[0] ?? 0).toString(16).padStart(2, "0")}`,
};

/**
 * Called by every verb that changes what gateways must know, in its own transaction: notes the parts to rebuild for every
 * gateway group and wakes the compiler at commit.
 */
export async function markChanged(tx: Transaction, parts: string[], auditId: bigint | null): Promise<void> {
  if (parts.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO snapshot_changes (group_id, part, audit_id)
    SELECT g.id, p.part, ${auditId}::bigint FROM gateway_groups g CROSS JOIN unnest(${parts}::text[]) AS p(part)`;
  await tx.$executeRaw`SELECT pg_notify(${CHANGES_CHANNEL}, '')`;
}

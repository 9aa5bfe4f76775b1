import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { inTransaction } from "../db/transaction.ts";
import { noteQuotas } from "../subscriptions/note-quotas.ts";
import { keepTraces } from "../traces/keep.ts";
import { parseBatch } from "./batch.ts";
import { addUsage, findLedgerEntry, insertLedgerEntry, touchSubscriptions } from "./queries.ts";
import { toUsageRows } from "./usage-row.ts";

/** What the gateway is answered, the first time and every other. */
export interface BatchReceipt {
  node: string;
  sequence: number;
  records: number;
}

/** Counts a batch exactly once: its ledger entry and its counters are one transaction, and the entry is unique. */
export function recordBatch(
  ctx: Context,
  gateway: { id: string; groupId: string },
  bytes: Uint8Array,
  isPacked: boolean,
): Promise<BatchReceipt> {
  const { node, sequence, records } = parseBatch(bytes, isPacked);
  const entry = { node, sequence, gatewayId: gateway.id, sha256: sha256Hex(bytes), records: records.length };

  return inTransaction(ctx, async (tx) => {
    if (!(await insertLedgerEntry(tx, { ...entry, receivedAt: ctx.now() }))) {
      const known = await findLedgerEntry(tx, node, sequence);
      if (known?.sha256 === entry.sha256) return { node, sequence, records: known.records };
      throw new Problem("invalid-input", `Another batch ${sequence} of ${node} was counted already.`);
    }
    const rows = toUsageRows(records.filter((record) => record.kind === "counter"));
    await addUsage(tx, gateway.groupId, rows);
    await touchSubscriptions(tx, rows);
    await keepTraces(
      tx,
      ctx,
      gateway,
      records.filter((record) => record.kind === "trace"),
    );
    await noteQuotas(
      tx,
      ctx,
      records.filter((record) => record.kind === "quota"),
    );
    return { node, sequence, records: records.length };
  });
}

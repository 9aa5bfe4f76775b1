import { type CachePurge, PURGES_MAX } from "../contract/settings.ts";
import type { Reader, Transaction } from "../db/database.ts";

export type PurgeRow = Awaited<ReturnType<typeof addPurge>>;

/** Appends an order, and forgets those that no snapshot holds any more. */
export async function addPurge(
  tx: Transaction,
  order: { apiId: string; all: boolean; tags: string[]; urls: string[]; createdAt: Date },
) {
  const row = await tx.cachePurge.create({ data: order });
  await tx.cachePurge.deleteMany({ where: { sequence: { lte: row.sequence - PURGES_MAX } } });
  return row;
}

/** What gateways are told: the latest orders of all APIs, in their sequence. */
export async function listLatestPurges(reader: Reader): Promise<CachePurge[]> {
  const rows = await reader.cachePurge.findMany({ orderBy: { sequence: "desc" }, take: PURGES_MAX });
  return rows
    .reverse()
    .map(({ sequence, apiId, all, tags, urls }): CachePurge => ({ sequence, api: apiId, all, tags, urls }));
}

import { z } from "zod";
import type { Context } from "../context.ts";
import type { TraceRecord } from "../contract/trace.ts";
import type { Transaction } from "../db/database.ts";
import { insertTraces, listApisOfGroup, removeOldTraces } from "./queries.ts";

const KEPT_PER_API = 200;
const KEPT_MS = 7 * 24 * 3_600_000;

/** Keeps what a gateway recorded, within a bound of number and time for each API. */
export async function keepTraces(
  tx: Transaction,
  ctx: Context,
  gateway: { id: string; groupId: string },
  records: TraceRecord[],
): Promise<void> {
  const named = [...new Set(records.map(({ api }) => api))].filter((id) => z.uuid().safeParse(id).success);
  const known = named.length === 0 ? new Set<string>() : await listApisOfGroup(tx, gateway.groupId, named);
  const own = records.filter(({ api }) => known.has(api));
  if (own.length === 0) return;
  await insertTraces(tx, gateway.id, own);
  for (const api of known) await removeOldTraces(tx, api, KEPT_PER_API, new Date(ctx.now().getTime() - KEPT_MS));
}

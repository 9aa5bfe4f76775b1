import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { TraceRecord } from "../contract/trace.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import type { ListTracesInput } from "./input.ts";

const withGateway = { gateway: { select: { name: true } } } as const satisfies Prisma.CallTraceInclude;
const listed = {
  id: true,
  at: true,
  method: true,
  path: true,
  status: true,
  durationMs: true,
  ...withGateway,
} as const;

export type TraceRow = Prisma.CallTraceGetPayload<{ include: typeof withGateway }>;

/** One more than `limit`, the newest first. */
export function listTraceRows(reader: Reader, apiId: string, { cursor, limit }: ListTracesInput) {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const before = at === undefined ? undefined : new Date(at);
  const isPosition = before !== undefined && !Number.isNaN(before.getTime());
  return reader.callTrace.findMany({
    where: { apiId, ...(isPosition ? { OR: [{ at: { lt: before } }, { at: before, id: { lt: id ?? "" } }] } : {}) },
    select: listed,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
}

export async function getTraceRow(reader: Reader, apiId: string, id: string): Promise<TraceRow> {
  const row = await reader.callTrace.findFirst({ where: { id, apiId }, include: withGateway });
  if (!row) throw new Problem("not-found", "There is no such trace (any more).");
  return row;
}

/** Of these ids those that are of APIs which the group serves: a gateway has nothing to tell of others. */
export async function listApisOfGroup(tx: Transaction, groupId: string, ids: string[]): Promise<Set<string>> {
  const rows = await tx.apiDeployment.findMany({ where: { groupId, apiId: { in: ids } }, select: { apiId: true } });
  return new Set(rows.map(({ apiId }) => apiId));
}

export async function insertTraces(tx: Transaction, gatewayId: string, records: TraceRecord[]): Promise<void> {
  await tx.callTrace.createMany({
    data: records.map((record) => {
      const { kind: _, id, at, api, method, path, status, durationMs, ...rest } = record;
      return {
        id,
        apiId: api,
        gatewayId,
        at: new Date(at),
        method,
        path,
        status,
        durationMs,
        record: { ...rest, api },
      };
    }),
    skipDuplicates: true,
  });
}

/** Keeps so many of the newest of an API, and none from before that time. */
export async function removeOldTraces(tx: Transaction, apiId: string, kept: number, before: Date): Promise<void> {
  const [oldest] = await tx.callTrace.findMany({
    where: { apiId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    skip: kept,
    take: 1,
    select: { at: true },
  });
  const bound = oldest === undefined || oldest.at < before ? before : oldest.at;
  await tx.callTrace.deleteMany({ where: { apiId, at: oldest === undefined ? { lt: before } : { lte: bound } } });
}

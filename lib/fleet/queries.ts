import { Prisma } from "../../prisma/generated/client.ts";
import type { PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { GatewayListInput } from "./input.ts";

const SERVING_MAX = 100;

const withGroup = { group: { select: { slug: true } } } as const satisfies Prisma.GatewayInclude;
const withGateways = {
  gateways: { select: { lastSeenAt: true, revokedAt: true, appliedGeneration: true, refusedGeneration: true } },
} as const satisfies Prisma.GatewayGroupInclude;

export type GatewayRow = Prisma.GatewayGetPayload<{ include: typeof withGroup }>;
export type GroupRow = Prisma.GatewayGroupGetPayload<{ include: typeof withGateways }>;

export async function getGroup(reader: Reader, slug: string): Promise<GroupRow> {
  const row = await reader.gatewayGroup.findUnique({ where: { slug }, include: withGateways });
  if (!row) throw new Problem("not-found");
  return row;
}

/** One more than `limit`, by slug. */
export function listGroupRows(reader: Reader, { cursor, limit }: PageInput): Promise<GroupRow[]> {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return reader.gatewayGroup.findMany({
    where: after === undefined ? {} : { slug: { gt: after } },
    include: withGateways,
    orderBy: { slug: "asc" },
    take: limit + 1,
  });
}

export async function insertGroup(tx: Transaction, data: Prisma.GatewayGroupCreateManyInput): Promise<void> {
  const { count } = await tx.gatewayGroup.createMany({ data, skipDuplicates: true });
  if (count !== 1) throw new Problem("already-exists", `There is a gateway group ${data.slug} already.`);
}

/** Writes only if nobody wrote since `before` was read. */
export async function updateGroup(tx: Transaction, before: GroupRow, data: { name?: string; publicUrls?: string[] }) {
  const { count } = await tx.gatewayGroup.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("precondition-failed");
}

export async function getGateway(reader: Reader, id: string): Promise<GatewayRow> {
  const row = await reader.gateway.findUnique({ where: { id }, include: withGroup });
  if (!row) throw new Problem("not-found");
  return row;
}

/** One more than `limit`, by name. */
export function listGatewayRows(
  reader: Reader,
  { cursor, limit, group, search }: GatewayListInput,
): Promise<GatewayRow[]> {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return reader.gateway.findMany({
    where: {
      ...(group ? { group: { slug: group } } : {}),
      name: { ...(search ? containing(search) : {}), ...(after === undefined ? {} : { gt: after }) },
    },
    include: withGroup,
    orderBy: { name: "asc" },
    take: limit + 1,
  });
}

/** The gateways with a refusal in the groups that a workspace's APIs are on, by name. */
export function listRefusingGateways(reader: Reader, workspaceId: string) {
  return reader.gateway.findMany({
    where: {
      revokedAt: null,
      refusedGeneration: { not: null },
      group: { deployments: { some: { api: { workspaceId } } } },
    },
    include: { group: { select: { name: true } } },
    orderBy: { name: "asc" },
    take: SERVING_MAX,
  });
}

export async function insertGateway(tx: Transaction, data: Prisma.GatewayCreateManyInput): Promise<GatewayRow> {
  const [row] = await tx.gateway.createManyAndReturn({ data, skipDuplicates: true, include: withGroup });
  if (!row) throw new Problem("already-exists", `There is a gateway ${data.name} already.`);
  return row;
}

/** Writes only if the token is still the one that was read, and nobody has revoked the gateway. */
export async function writeToken(
  tx: Transaction,
  before: GatewayRow,
  token: { hash: Uint8Array<ArrayBuffer>; previousUntil: Date },
): Promise<void> {
  const { count } = await tx.gateway.updateMany({
    where: { id: before.id, revokedAt: null, tokenHash: before.tokenHash },
    data: { tokenHash: token.hash, previousTokenHash: before.tokenHash, previousTokenUntil: token.previousUntil },
  });
  if (count !== 1) throw new Problem("lost-race");
}

export async function writeRevocation(tx: Transaction, id: string, revokedAt: Date): Promise<void> {
  const { count } = await tx.gateway.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } });
  if (count !== 1) throw new Problem("lost-race");
}

/** The gateway of a token that is good: the present one, or the one before until its overlap ends. */
export async function findGatewayByToken(reader: Reader, hash: Uint8Array<ArrayBuffer>, now: Date) {
  const row = await reader.gateway.findFirst({
    where: {
      revokedAt: null,
      OR: [{ tokenHash: hash }, { previousTokenHash: hash, previousTokenUntil: { gt: now } }],
    },
    include: withGroup,
  });
  return row ?? undefined;
}

export async function writeStatus(
  tx: Transaction,
  id: string,
  data: Prisma.GatewayUpdateManyMutationInput,
): Promise<void> {
  await tx.gateway.updateMany({ where: { id, revokedAt: null }, data });
}

/** Gateways of a group that were seen since then. */
export function countReporting(reader: Reader, groupId: string, since: Date): Promise<number> {
  return reader.gateway.count({ where: { groupId, revokedAt: null, lastSeenAt: { gte: since } } });
}

/** Gateways, seen since then, that say a backend is in trouble, with all that they say of backends. */
export function listGatewaysInTroubleWith(reader: Reader, backendId: string, since: Date) {
  const held = JSON.stringify([{ id: backendId }]);
  return reader.$queryRaw<{ name: string; backends: unknown }[]>(Prisma.sql`
    SELECT name, load->'backends' AS backends FROM gateways
     WHERE revoked_at IS NULL AND last_seen_at >= ${since} AND load->'backends' @> ${held}::jsonb
     ORDER BY name LIMIT ${SERVING_MAX}`);
}

/** Newest generation by group id. */
export async function newestGenerations(reader: Reader, groupIds: string[]): Promise<Map<string, number>> {
  if (groupIds.length === 0) return new Map();
  const rows = await reader.$queryRaw<{ id: string; generation: number }[]>(Prisma.sql`
    SELECT g.id, (SELECT max(s.generation) FROM snapshots s WHERE s.group_id = g.id)::int AS generation
      FROM gateway_groups g WHERE g.id = ANY(${groupIds}::uuid[])`);
  return new Map(rows.filter((row) => row.generation !== null).map((row) => [row.id, row.generation]));
}

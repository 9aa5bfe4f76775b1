import type { Prisma } from "../../prisma/generated/client.ts";
import { servedStates } from "../catalog/catalog.ts";
import type { Reader } from "../db/database.ts";
import { findBackendUses } from "../policies/backend-uses.ts";
import { listFragments } from "../policies/queries.ts";
import { readNeededDescriptions } from "./needed-descriptions.ts";
import type { KeySource, SubscriptionSource } from "./sources.ts";

/** Everything that goes into the part of an API. */
export type ApiRows = NonNullable<Awaited<ReturnType<typeof findApiRows>>>;

const served = {
  workspace: { select: { slug: true } },
  versions: {
    where: { state: { in: [...servedStates] }, revisions: { some: { state: "live" } } },
    orderBy: { id: "asc" },
    include: {
      successor: { select: { name: true } },
      revisions: {
        where: { state: "live" },
        include: { backend: true, operations: { orderBy: { ordinal: "asc" } } },
      },
    },
  },
  products: {
    where: { product: { policy: { isNot: null } } },
    orderBy: { productId: "asc" },
    select: { product: { select: { id: true, slug: true, policy: { select: { document: true } } } } },
  },
} as const satisfies Prisma.ApiInclude;

/** Undefined for an API that is archived, or that gateways have nothing of to serve. */
export async function findApiRows(reader: Reader, apiId: string) {
  const api = await reader.api.findUnique({ where: { id: apiId }, include: served });
  if (!api || api.archivedAt || api.versions.length === 0) return undefined;
  const policies = await reader.policyDocument.findMany({
    where: { productId: null, OR: [{ workspaceId: api.workspaceId }, { workspaceId: null }] },
    select: { workspaceId: true, document: true },
  });
  const namedValues = await reader.namedValue.findMany({
    where: { workspaceId: api.workspaceId },
    orderBy: { name: "asc" },
  });
  const fragments = await listFragments(reader, api.workspaceId);
  const named = new Set(findBackendUses([api, policies, [...fragments.values()]]).map(({ backend }) => backend));
  const backends =
    named.size === 0
      ? []
      : await reader.backend.findMany({ where: { workspaceId: api.workspaceId, slug: { in: [...named] } } });
  const rows = { api, policies, namedValues, fragments, backends };
  return { ...rows, descriptions: await readNeededDescriptions(reader, rows) };
}

export async function isDeployed(reader: Reader, apiId: string, groupId: string): Promise<boolean> {
  return (await reader.apiDeployment.count({ where: { apiId, groupId } })) > 0;
}

export function listPlanRows(reader: Reader) {
  return reader.plan.findMany({
    select: {
      id: true,
      slug: true,
      name: true,
      rateLimits: true,
      quota: true,
      product: { select: { id: true, slug: true, apis: { select: { apiId: true } } } },
    },
  });
}

/** The subscriptions of one part, by `partName.subscription`; an index finds them. One JSON text: no object per row and column. */
export async function listSubscriptionsOfPart(reader: Reader, digits: string): Promise<SubscriptionSource[]> {
  const [row] = await reader.$queryRaw<{ rows: SubscriptionSource[] | null }[]>`
    SELECT jsonb_agg(jsonb_build_object(
             'id', id, 'plan', plan_id, 'application', application_id, 'state', state,
             'endsAtSeconds', ceil(extract(epoch FROM ends_at))::bigint)) AS rows
      FROM subscriptions WHERE right(id::text, 2) = ${digits}`;
  return row?.rows ?? [];
}

/** The keys of one part that were not revoked: a range of the index on `hash`. */
export async function listKeysOfPart(reader: Reader, firstByte: number): Promise<KeySource[]> {
  const from = Uint8Array.of(firstByte);
  const to = firstByte === 255 ? new Uint8Array(33).fill(255) : Uint8Array.of(firstByte + 1);
  const [row] = await reader.$queryRaw<{ rows: KeySource[] | null }[]>`
    SELECT jsonb_agg(jsonb_build_object(
             'hash', encode(hash, 'hex'), 'subscription', subscription_id,
             'endsAtSeconds', ceil(extract(epoch FROM expires_at))::bigint)) AS rows
      FROM api_keys
     WHERE hash >= ${from} AND hash < ${to} AND revoked_at IS NULL`;
  return row?.rows ?? [];
}

/** Names of all parts that a group has by its rows; what a new group, or one that was restored, is built from. */
export async function listPartNames(reader: Reader, groupId: string): Promise<Set<string>> {
  const rows = await reader.$queryRaw<{ part: string }[]>`
    SELECT 'settings' AS part UNION ALL SELECT 'plans'
    UNION ALL SELECT 'api/' || api_id FROM api_deployments WHERE group_id = ${groupId}::uuid
    UNION ALL SELECT DISTINCT 'subscriptions/' || right(id::text, 2) FROM subscriptions
    UNION ALL SELECT DISTINCT 'keys/' || left(encode(hash, 'hex'), 2) FROM api_keys`;
  return new Set(rows.map((row) => row.part));
}

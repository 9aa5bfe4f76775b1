import { Prisma } from "../../prisma/generated/client.ts";
import type { Reader } from "../db/database.ts";
import type { Dimension, Interval } from "./usage.ts";
import { NIL } from "./usage-row.ts";

/** Whose calls: of subscriptions, or to versions. Both are found by an index. */
export type UsageScope = { subscriptionIds: string[] } | { versionIds: string[] };

export interface UsageQuery {
  scope: UsageScope;
  from: Date;
  to: Date;
  interval: Interval;
  groupBy: Dimension[];
  operation?: string | undefined;
  status?: number | undefined;
  /** Narrows a scope of versions. */
  subscription?: string | undefined;
  application?: string | undefined;
  /** Narrows a scope of subscriptions. */
  versionIds?: string[] | undefined;
}

/** Members of dimensions that were not asked for, and what calls do not have, are zero: the epoch, the nil UUID, empty. */
export interface UsageGroup {
  at: Date;
  api: string;
  version: string;
  operation: string;
  status: number;
  subscription: string;
  application: string;
  calls: bigint;
  errors: bigint;
  bytesIn: bigint;
  bytesOut: bigint;
  demoCalls: bigint;
  latency: Record<string, number> | null;
}

/** Counters added up by interval and dimensions, in that order; at most `limit`. */
export function sumUsage(reader: Reader, query: UsageQuery, limit: number): Promise<UsageGroup[]> {
  const columns = Prisma.join(selected(query));
  const keys = Prisma.raw("at, api, version, operation, status, subscription, application");
  return reader.$queryRaw<UsageGroup[]>`
    WITH chosen AS (
      SELECT ${columns}, u.calls, u.bytes_in, u.bytes_out, u.latency, u.is_demo, u.status AS answered
        FROM usage_minutes u
        LEFT JOIN api_versions v ON v.id = u.version_id
        LEFT JOIN subscriptions s ON s.id = u.subscription_id
       WHERE ${Prisma.join(conditions(query), " AND ")}
    ), summed AS (
      SELECT ${keys}, sum(calls)::bigint AS calls,
             coalesce(sum(calls) FILTER (WHERE answered >= 400), 0)::bigint AS errors,
             sum(bytes_in)::bigint AS "bytesIn", sum(bytes_out)::bigint AS "bytesOut",
             coalesce(sum(calls) FILTER (WHERE is_demo), 0)::bigint AS "demoCalls"
        FROM chosen GROUP BY ${keys} ORDER BY ${keys} LIMIT ${limit}
    ), buckets AS (
      SELECT ${keys}, bucket, sum(count::bigint) AS count
        FROM chosen, jsonb_each_text(latency) each(bucket, count) GROUP BY ${keys}, bucket
    ), histograms AS (
      SELECT ${keys}, jsonb_object_agg(bucket, count) AS latency FROM buckets GROUP BY ${keys}
    )
    SELECT summed.*, latency FROM summed LEFT JOIN histograms USING (${keys}) ORDER BY ${keys}`;
}

const NIL_UUID = `'${NIL}'::uuid`;

const dimensionColumns: Record<Dimension, { value: string; zero: string }> = {
  api: { value: "v.api_id", zero: NIL_UUID },
  version: { value: "u.version_id", zero: NIL_UUID },
  operation: { value: "u.operation", zero: "''::text" },
  status: { value: "u.status", zero: "0::smallint" },
  subscription: { value: "u.subscription_id", zero: NIL_UUID },
  application: { value: "s.application_id", zero: NIL_UUID },
};

/** One column for each dimension: the statement has the same shape for all, and its parts join on equality. */
function selected({ interval, groupBy }: UsageQuery): Prisma.Sql[] {
  const at = interval === "total" ? "to_timestamp(0)" : `date_trunc('${interval}', u.at, 'UTC')`;
  const columns = Object.entries(dimensionColumns).map(([name, { value, zero }]) =>
    Prisma.raw(`${groupBy.some((dimension) => dimension === name) ? `coalesce(${value}, ${zero})` : zero} AS ${name}`),
  );
  return [Prisma.raw(`${at} AS at`), ...columns];
}

function conditions(query: UsageQuery): Prisma.Sql[] {
  const { scope, from, to, operation, status, subscription, application, versionIds } = query;
  return [
    Prisma.sql`u.at >= ${from} AND u.at < ${to}`,
    "versionIds" in scope
      ? Prisma.sql`u.version_id = ANY(${scope.versionIds}::uuid[])`
      : Prisma.sql`u.subscription_id = ANY(${scope.subscriptionIds}::uuid[])`,
    ...(versionIds ? [Prisma.sql`u.version_id = ANY(${versionIds}::uuid[])`] : []),
    ...(operation === undefined ? [] : [Prisma.sql`u.operation = ${operation}`]),
    ...(status === undefined ? [] : [Prisma.sql`u.status = ${status}`]),
    ...(subscription ? [Prisma.sql`u.subscription_id = ${subscription}::uuid`] : []),
    ...(application ? [Prisma.sql`s.application_id = ${application}::uuid`] : []),
  ];
}

/** Versions of a workspace's APIs, or of one of them. */
export async function listVersionIds(reader: Reader, where: Prisma.ApiWhereInput): Promise<string[]> {
  const rows = await reader.apiVersion.findMany({ where: { api: where }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function listOwnSubscriptionIds(
  reader: Reader,
  teamIds: string[],
  only: { subscription: string | undefined; application: string | undefined },
): Promise<string[]> {
  const rows = await reader.subscription.findMany({
    where: {
      application: { teamId: { in: teamIds }, ...(only.application ? { id: only.application } : {}) },
      ...(only.subscription ? { id: only.subscription } : {}),
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The names behind the ids of groups. */
export async function readNames(reader: Reader, groups: UsageGroup[]) {
  const idsOf = (column: "api" | "version" | "subscription" | "application") => ({
    id: { in: [...new Set(groups.map((group) => group[column]))] },
  });
  const apis = await reader.api.findMany({
    where: idsOf("api"),
    select: { id: true, slug: true, name: true, workspace: { select: { slug: true } } },
  });
  const versions = await reader.apiVersion.findMany({ where: idsOf("version"), select: { id: true, name: true } });
  const subscriptions = await reader.subscription.findMany({
    where: idsOf("subscription"),
    select: { id: true, plan: { select: { name: true, product: { select: { name: true } } } } },
  });
  const applications = await reader.application.findMany({
    where: idsOf("application"),
    select: { id: true, name: true },
  });
  return {
    apis: new Map(apis.map(({ workspace, ...api }) => [api.id, { ...api, workspace: workspace.slug }])),
    versions: new Map(versions.map(({ id, name }) => [id, name])),
    subscriptions: new Map(
      subscriptions.map(({ id, plan }) => [id, { id, product: plan.product.name, plan: plan.name }]),
    ),
    applications: new Map(applications.map((application) => [application.id, application])),
  };
}

import { authorize, authorizeSelf } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { OwnUsageInput, UsageInput } from "./input.ts";
import { type Dimension, percentileMs, usageRange } from "./usage.ts";
import {
  listOwnSubscriptionIds,
  listVersionIds,
  readNames,
  sumUsage,
  type UsageGroup,
  type UsageQuery,
} from "./usage-queries.ts";
import type { UsageRowView, UsageView } from "./view.ts";

const ROWS_MAX = 10_000;

/** The calls of the actor's own applications: of all teams that they are in. */
export async function readOwnUsage(ctx: Context, { api, workspace, ...input }: OwnUsageInput): Promise<UsageView> {
  const { teams } = authorizeSelf(ctx.actor, "own-usage.read");
  const { subscription, application, ...rest } = input;
  const subscriptionIds = await listOwnSubscriptionIds(ctx.db, [...teams.keys()], { subscription, application });
  const isNarrowed = api !== undefined || workspace !== undefined;
  const where = { ...(api ? { slug: api } : {}), ...(workspace ? { workspace: { slug: workspace } } : {}) };
  const versionIds = isNarrowed ? await listVersionIds(ctx.db, where) : undefined;
  return readUsage(ctx, { ...rest, scope: { subscriptionIds }, versionIds }, input);
}

/** The calls to a workspace's APIs, whoever made them. */
export async function readWorkspaceUsage(ctx: Context, workspaceSlug: string, input: UsageInput): Promise<UsageView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "usage.read", workspaceId);
  const { api, ...rest } = input;
  const versionIds = await listVersionIds(ctx.db, { workspaceId, ...(api ? { slug: api } : {}) });
  return readUsage(ctx, { ...rest, scope: { versionIds } }, input);
}

async function readUsage(
  ctx: Context,
  query: Omit<UsageQuery, "from" | "to">,
  input: Pick<UsageInput, "from" | "to" | "interval">,
): Promise<UsageView> {
  const range = usageRange(input, ctx.now());
  const groups = await sumUsage(ctx.db, { ...query, ...range }, ROWS_MAX + 1);
  if (groups.length > ROWS_MAX) {
    const detail = `would give more than ${ROWS_MAX} rows; ask for less time or longer intervals`;
    throw new Problem("invalid-input", detail, { errors: [{ pointer: "groupBy", detail }] });
  }
  const names = await readNames(ctx.db, groups);
  const rows = groups.map((group) => toUsageRowView(group, query, names));
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    interval: query.interval,
    groupBy: query.groupBy,
    totals: totalsOf(rows),
    rows,
  };
}

function toUsageRowView(
  group: UsageGroup,
  { interval, groupBy }: Pick<UsageQuery, "interval" | "groupBy">,
  names: Awaited<ReturnType<typeof readNames>>,
): UsageRowView {
  const members: { [D in Dimension]: () => Partial<UsageRowView> } = {
    api: () => ({ api: names.apis.get(group.api) ?? null }),
    version: () => ({ version: names.versions.get(group.version) ?? null }),
    operation: () => ({ operation: group.operation || null }),
    status: () => ({ status: group.status }),
    subscription: () => ({ subscription: names.subscriptions.get(group.subscription) ?? null }),
    application: () => ({ application: names.applications.get(group.application) ?? null }),
  };
  return {
    ...(interval === "total" ? {} : { at: group.at.toISOString() }),
    ...Object.assign({}, ...groupBy.map((dimension) => members[dimension]())),
    calls: Number(group.calls),
    errors: Number(group.errors),
    bytesIn: Number(group.bytesIn),
    bytesOut: Number(group.bytesOut),
    demoCalls: Number(group.demoCalls),
    latencyMs: percentilesOf(group.latency ?? {}),
  };
}

function percentilesOf(histogram: Record<string, number>): UsageRowView["latencyMs"] {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentileMs(histogram, share));
  return p50 === undefined || p95 === undefined || p99 === undefined ? null : { p50, p95, p99 };
}

function totalsOf(rows: UsageRowView[]): UsageView["totals"] {
  const sum = (member: keyof UsageView["totals"]) => rows.reduce((total, row) => total + row[member], 0);
  return {
    calls: sum("calls"),
    errors: sum("errors"),
    bytesIn: sum("bytesIn"),
    bytesOut: sum("bytesOut"),
    demoCalls: sum("demoCalls"),
  };
}

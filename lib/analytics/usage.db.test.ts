import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { latencyBucket } from "../contract/telemetry.ts";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace, type Person } from "../identity/testing.ts";
import { insertGroup, insertServedApi, insertSubscription } from "../publishing/testing.ts";
import { ownUsageInput, usageInput } from "./input.ts";
import { readOwnUsage, readWorkspaceUsage } from "./read-usage.ts";

const { db, contextOf } = testDatabase();
const now = new Date("2026-11-20T10:30:00Z");
const minute = (text: string) => new Date(`2026-11-${text}:00Z`);

let workspace: { id: string; slug: string };
let orders: Awaited<ReturnType<typeof insertServedApi>>;
let mine: Awaited<ReturnType<typeof insertSubscription>>;
let theirs: Awaited<ReturnType<typeof insertSubscription>>;
let developer: Person;
let groupId: string;

beforeAll(async () => {
  workspace = await openWorkspace(db);
  groupId = (await insertGroup(db, "default")).id;
  orders = await insertServedApi(db, { workspaceId: workspace.id, groupId }, "orders");
  mine = await insertSubscription(db, workspace.id, [orders.id]);
  theirs = await insertSubscription(db, workspace.id, [orders.id]);
  developer = await enrol(db);
  developer.actor.teams = new Map([[mine.team.id, "member"]]);
  const invoices = await insertServedApi(db, { workspaceId: workspace.id, groupId }, "invoices");
  await count(orders, mine, minute("20T10:00"), "list", 200, 5);
  await count(orders, mine, minute("20T10:00"), "get", 404, 2);
  await count(orders, mine, minute("20T10:01"), "list", 200, 7);
  await count(orders, mine, minute("19T23:59"), "list", 200, 11, true);
  await count(orders, theirs, minute("20T10:00"), "list", 200, 100);
  await count(invoices, theirs, minute("20T10:00"), "list", 500, 1000);

  const elsewhere = await openWorkspace(db);
  const foreign = await insertServedApi(db, { workspaceId: elsewhere.id, groupId }, "orders");
  await count(
    foreign,
    await insertSubscription(db, elsewhere.id, [foreign.id]),
    minute("20T10:00"),
    "list",
    200,
    1_000_000,
  );
});

test("a developer sees the calls of their own applications, and no other's", async () => {
  const usage = await ask({ interval: "total" });
  expect(usage.totals).toEqual({ calls: 25, errors: 2, bytesIn: 250, bytesOut: 2500, demoCalls: 11 });
  const stranger = await enrol(db);
  const none = await readOwnUsage(contextOf(stranger.actor, now), ownUsageInput.parse({ interval: "total" }));
  expect(none).toMatchObject({ totals: { calls: 0 }, rows: [] });
});

test.each([
  [
    "minute",
    [
      ["2026-11-20T10:00:00.000Z", 7],
      ["2026-11-20T10:01:00.000Z", 7],
    ],
  ],
  [
    "hour",
    [
      ["2026-11-19T23:00:00.000Z", 11],
      ["2026-11-20T10:00:00.000Z", 14],
    ],
  ],
  [
    "day",
    [
      ["2026-11-19T00:00:00.000Z", 11],
      ["2026-11-20T00:00:00.000Z", 14],
    ],
  ],
] as const)("by %s, every call is in its interval", async (interval, expected) => {
  const { rows } = await ask({ interval });
  expect(rows.map((row) => [row.at, row.calls])).toEqual(expected);
});

test("dimensions divide the calls and name what they stand for", async () => {
  const { rows } = await ask({ interval: "total", groupBy: ["operation", "status", "api"] });
  const api = { id: orders.id, slug: "orders", name: "orders", workspace: workspace.slug };
  expect(
    rows.map(({ operation, status, calls, errors, ...rest }) => [operation, status, calls, errors, rest.api]),
  ).toEqual([
    ["get", 404, 2, 2, api],
    ["list", 200, 23, 0, api],
  ]);
  const byApplication = await ask({ interval: "total", groupBy: ["subscription", "application"] });
  expect(byApplication.rows).toMatchObject([
    {
      subscription: { id: mine.subscription.id, product: "Product", plan: "Free" },
      application: { id: mine.application.id, name: "Application" },
      calls: 25,
    },
  ]);
});

test.each([
  [{ operation: "get" }, 2],
  [{ status: 200 }, 23],
  [{ api: "orders" }, 25],
  [{ api: "invoices" }, 0],
  [{ workspace: "elsewhere" }, 0],
  [{ from: "2026-11-20T10:01:00Z" }, 7],
  [{ to: "2026-11-20T10:01:00Z" }, 18],
])("%o narrows it", async (filter, calls) => {
  expect((await ask({ interval: "total", ...filter })).totals.calls).toBe(calls);
});

test("somebody else's subscription cannot be asked for", async () => {
  expect((await ask({ interval: "total", subscription: theirs.subscription.id })).totals.calls).toBe(0);
  expect((await ask({ interval: "total", application: theirs.application.id })).totals.calls).toBe(0);
});

test("a publisher sees all calls to the workspace's APIs, by API and subscription", async () => {
  const viewer = contextOf((await enrol(db, { roles: { [workspace.id]: "viewer" } })).actor, now);
  const input = usageInput.parse({ interval: "total", groupBy: ["api", "subscription"] });
  const { totals, rows } = await readWorkspaceUsage(viewer, workspace.slug, input);
  expect(totals).toMatchObject({ calls: 1125, errors: 1002 });
  expect(new Map(rows.map((row) => [`${row.api?.slug} ${row.subscription?.id}`, row.calls]))).toEqual(
    new Map([
      [`orders ${mine.subscription.id}`, 25],
      [`orders ${theirs.subscription.id}`, 100],
      [`invoices ${theirs.subscription.id}`, 1000],
    ]),
  );
});

test("percentiles come from all histograms together", async () => {
  const { rows } = await ask({ interval: "total" });
  expect(rows[0]?.latencyMs).toEqual({ p50: 13, p95: 13, p99: 13 });
});

test("a stranger to the workspace is told nothing, and nobody is told anything without signing in", async () => {
  const input = usageInput.parse({});
  await expect(readWorkspaceUsage(contextOf(developer.actor), workspace.slug, input)).rejects.toMatchObject({
    slug: "not-found",
  });
  await expect(readOwnUsage(contextOf({ kind: "anonymous" }), ownUsageInput.parse({}))).rejects.toMatchObject({
    slug: "not-signed-in",
  });
});

function ask(query: object) {
  return readOwnUsage(contextOf(developer.actor, now), ownUsageInput.parse(query));
}

function count(
  api: { versions: { id: string }[] },
  { subscription }: { subscription: { id: string } },
  at: Date,
  operation: string,
  status: number,
  calls: number,
  isDemo = false,
) {
  const key = {
    at,
    versionId: api.versions[0]?.id ?? randomUUID(),
    operation,
    subscriptionId: subscription.id,
    status,
  };
  const latency = { [latencyBucket(12)]: calls };
  const bytes = { bytesIn: calls * 10, bytesOut: calls * 100 };
  return db.usageMinute.create({
    data: { ...key, gatewayGroupId: groupId, calls, ...bytes, latency, upstream: {}, isDemo },
  });
}

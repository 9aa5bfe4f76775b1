import { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { SubscriptionState } from "../contract/snapshot.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { ListOwnSubscriptionsInput, ListSubscriptionsInput } from "./input.ts";
import { endingStates, openStates } from "./subscription.ts";

const whole = {
  workspace: { select: { slug: true, name: true, mayDecideOwnRequest: true } },
  application: {
    include: {
      team: { include: { _count: { select: { members: true } } } },
      _count: { select: { subscriptions: { where: { state: "active" } } } },
    },
  },
  plan: {
    include: {
      product: {
        select: {
          id: true,
          slug: true,
          name: true,
          apis: { select: { api: { select: { slug: true, name: true } } }, orderBy: { api: { slug: "asc" } } },
        },
      },
    },
  },
  requestedBy: { select: { name: true, email: true } },
  decidedBy: { select: { name: true } },
} as const satisfies Prisma.SubscriptionInclude;

export type SubscriptionRow = Prisma.SubscriptionGetPayload<{ include: typeof whole }>;

/** A person with the teams whose requests are their own. */
export interface Side {
  userId: string;
  teamIds: string[];
}

/** Whether the actor may know of it is the next line's business: `access.ts`. */
export async function getSubscription(reader: Reader, id: string): Promise<SubscriptionRow> {
  const row = await reader.subscription.findUnique({ where: { id }, include: whole });
  if (!row) throw new Problem("not-found");
  return row;
}

export function listWorkspaceSubscriptionRows(
  reader: Reader,
  workspaceId: string,
  input: ListSubscriptionsInput,
  self: Side,
) {
  return listRows(reader, input, [
    { workspaceId },
    input.side === "mine" ? ownRequests(self) : {},
    input.side === "others" ? requestsOfOthers(self) : {},
    input.decided === "by-me" ? { decidedById: self.userId } : {},
    input.decided === "by-anyone" ? { decidedAt: { not: null } } : {},
    input.product ? { plan: { product: { slug: input.product } } } : {},
    input.plan ? { plan: { slug: input.plan } } : {},
    input.team ? { application: { teamId: input.team } } : {},
    input.search ? matching(input.search) : {},
  ]);
}

export function listTeamSubscriptionRows(reader: Reader, teamIds: string[], input: ListOwnSubscriptionsInput) {
  return listRows(reader, input, [
    { application: { teamId: { in: teamIds } } },
    input.search ? matching(input.search) : {},
  ]);
}

function listRows(reader: Reader, input: ListOwnSubscriptionsInput, scope: Prisma.SubscriptionWhereInput[]) {
  const [after] = decodeCursor(input.cursor, 1) ?? [];
  const isNewestFirst = input.order === "newest";
  return reader.subscription.findMany({
    where: {
      AND: scope,
      ...(input.state ? { state: { in: input.state } } : {}),
      ...(input.application ? { applicationId: input.application } : {}),
      ...(after ? { id: isNewestFirst ? { lt: after } : { gt: after } } : {}),
    },
    include: whole,
    orderBy: { id: isNewestFirst ? "desc" : "asc" },
    take: input.limit + 1,
  });
}

function matching(search: string): Prisma.SubscriptionWhereInput {
  const name = containing(search);
  return {
    OR: [
      { application: { name } },
      { application: { team: { name } } },
      { requestedBy: { name } },
      { requestedBy: { email: name } },
      { plan: { name } },
      { plan: { product: { name } } },
      { plan: { product: { apis: { some: { api: { name } } } } } },
    ],
  };
}

function ownRequests({ userId, teamIds }: Side): Prisma.SubscriptionWhereInput {
  return { OR: [{ requestedById: userId }, { application: { teamId: { in: teamIds } } }] };
}

/** A service asks without a person: the null must not hide its request. */
function requestsOfOthers({ userId, teamIds }: Side): Prisma.SubscriptionWhereInput {
  return {
    AND: [
      { OR: [{ requestedById: null }, { requestedById: { not: userId } }] },
      { application: { teamId: { notIn: teamIds } } },
    ],
  };
}

/** How many requests wait, and since when; without those of the side of `decider`, who may not decide on them. */
export async function summariseSubmitted(reader: Reader, workspaceId: string, decider: Side | undefined) {
  const { _count, _min } = await reader.subscription.aggregate({
    where: { workspaceId, state: "submitted", ...(decider ? requestsOfOthers(decider) : {}) },
    _count: true,
    _min: { createdAt: true },
  });
  return { count: _count, oldestAt: _min.createdAt };
}

export type SubscriptionScope = { productId: string } | { applicationId: string };

export function countOpenSubscriptions(reader: Reader, scope: SubscriptionScope): Promise<number> {
  return reader.subscription.count({ where: { ...within(scope), state: { in: [...openStates] } } });
}

/** Open subscriptions of a product by plan, and how many applications hold one. */
export async function summariseOpenByPlan(reader: Reader, productId: string) {
  const where = { plan: { productId }, state: { in: [...openStates] } };
  const plans = await reader.subscription.groupBy({ by: ["planId"], where, _count: true });
  const applications = await reader.subscription.groupBy({ by: ["applicationId"], where });
  return {
    plans: plans.map(({ planId, _count }) => ({ planId, openSubscriptions: _count })),
    applications: applications.length,
  };
}

export function countPlacesTaken(reader: Reader, applicationId: string, planId: string): Promise<number> {
  return reader.subscription.count({ where: { applicationId, planId, state: { in: [...openStates] } } });
}

export async function hasSubscriptions(reader: Reader, scope: SubscriptionScope): Promise<boolean> {
  return (await reader.subscription.findFirst({ where: within(scope), select: { id: true } })) !== null;
}

function within(scope: SubscriptionScope): Prisma.SubscriptionWhereInput {
  return "productId" in scope ? { plan: { productId: scope.productId } } : scope;
}

export async function insertSubscription(tx: Transaction, data: Prisma.SubscriptionUncheckedCreateInput) {
  return tx.subscription.create({ data, include: whole });
}

/** Writes the new state only while the row is still in the one that the rule was applied to: of two, one is told 409. */
export async function moveState(
  tx: Transaction,
  before: { id: string; state: SubscriptionState },
  state: SubscriptionState,
  changes: Omit<Prisma.SubscriptionUncheckedUpdateManyInput, "state"> = {},
): Promise<void> {
  const { count } = await tx.subscription.updateMany({
    where: { id: before.id, state: before.state },
    data: { ...changes, state },
  });
  if (count !== 1) throw new Problem("lost-race", "Somebody else changed the subscription at the same moment.");
}

/** Holds the subscription as it is until the transaction ends, so that its keys and its state agree. */
export async function lockSubscription(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM subscriptions WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Subscriptions whose time is over, held for this transaction; those that another worker holds are left to it. */
export async function takeEnded(tx: Transaction, now: Date, limit: number): Promise<SubscriptionRow[]> {
  const taken = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM subscriptions
    WHERE state::text = ANY(${[...endingStates]}) AND ends_at <= ${now}
    ORDER BY ends_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  return tx.subscription.findMany({ where: { id: { in: taken.map(({ id }) => id) } }, include: whole });
}

/** Cancels what is not at an end within a scope, however many; one id of each of the (at most 256) parts that it touched. */
export async function cancelWithin(
  tx: Transaction,
  scope: SubscriptionScope,
  decision: { decidedById: string | null; decidedAt: Date; decisionNote: string },
): Promise<{ id: string; count: number }[]> {
  const rows =
    "productId" in scope
      ? Prisma.sql`plan_id IN (SELECT id FROM plans WHERE product_id = ${scope.productId}::uuid)`
      : Prisma.sql`application_id = ${scope.applicationId}::uuid`;
  return tx.$queryRaw<{ id: string; count: number }[]>`
    WITH cancelled AS (
      UPDATE subscriptions SET state = 'cancelled', decided_by_id = ${decision.decidedById}::uuid,
        decided_at = ${decision.decidedAt}, decision_note = ${decision.decisionNote}
      WHERE ${rows} AND state NOT IN ('rejected', 'cancelled')
      RETURNING id::text
    )
    SELECT min(id) AS id, count(*)::int AS count FROM cancelled GROUP BY right(id, 2)`;
}

const OWNERS_TOLD_MAX = 20;

/** What a notice on its quota says of a subscription, and the owners of its team. Undefined when it is gone. */
export async function findQuotaFacts(reader: Reader, id: string) {
  const row = await reader.subscription.findUnique({
    where: { id },
    select: {
      plan: { select: { name: true, product: { select: { name: true } } } },
      application: {
        select: {
          name: true,
          team: {
            select: {
              members: {
                where: { role: "owner", user: { state: "active" } },
                select: { user: { select: { email: true } } },
                orderBy: { userId: "asc" },
                take: OWNERS_TOLD_MAX,
              },
            },
          },
        },
      },
    },
  });
  return row ?? undefined;
}

/** False when it was told of already. */
export async function insertQuotaNotice(
  tx: Transaction,
  notice: { subscriptionId: string; level: number; periodEndsAt: Date },
): Promise<boolean> {
  const { count } = await tx.quotaNotice.createMany({ data: [notice], skipDuplicates: true });
  return count === 1;
}

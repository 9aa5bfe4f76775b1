import { randomUUID } from "node:crypto";
import { createApplication } from "../applications/create.ts";
import type { UserActor } from "../authz/actor.ts";
import type { Role } from "../authz/permissions.ts";
import type { ProblemSlug } from "../contract/problem.ts";
import type { Database } from "../db/database.ts";
import type { TestDatabase } from "../db/testing.ts";
import { createProduct } from "../products/create.ts";
import { createPlan } from "../products/create-plan.ts";
import type { CreatePlanInput } from "../products/input.ts";
import { publishProduct } from "../products/publish.ts";
import { requestSubscription } from "./request.ts";

export interface Market {
  /** Slug of the workspace of publisher, approver and viewer. */
  workspace: string;
  workspaceId: string;
  publisher: UserActor;
  approver: UserActor;
  otherApprover: UserActor;
  viewer: UserActor;
  /** Owns another workspace and another team. */
  stranger: UserActor;
  developer: UserActor;
  /** In the developer's team, and an owner of the workspace. */
  colleague: UserActor;
  teamId: string;
}

/** Two workspaces with their people, a team of developers, an API and a gateway group: what tests of this area begin with. */
export async function openMarket(db: Database): Promise<Market> {
  const mark = randomUUID().slice(0, 8);
  const [workspaceId, elsewhereId] = await Promise.all(
    [`sellers-${mark}`, `others-${mark}`].map((slug) => insertWorkspace(db, slug)),
  );
  const [teamId, otherTeamId] = await Promise.all(["Buyers", "Passers-by"].map((name) => insertTeam(db, name)));
  const roles = (role: Role, id = workspaceId) => new Map(id ? [[id, role]] : []);
  const team = (id = teamId) => new Map(id ? [[id, "member" as const]] : []);

  if (!workspaceId || !teamId) throw new Error("the market has no ground");
  await db.gatewayGroup.create({ data: { slug: `group-${mark}`, name: "Default", sealedKey: new Uint8Array(1) } });
  await insertApi(db, workspaceId, "orders");
  return {
    workspace: `sellers-${mark}`,
    workspaceId,
    teamId,
    publisher: await insertUser(db, "publisher", { roles: roles("publisher") }),
    approver: await insertUser(db, "approver", { roles: roles("approver") }),
    otherApprover: await insertUser(db, "other-approver", { roles: roles("approver") }),
    viewer: await insertUser(db, "viewer", { roles: roles("viewer") }),
    stranger: await insertUser(db, "stranger", { roles: roles("owner", elsewhereId), teams: team(otherTeamId) }),
    developer: await insertUser(db, "developer", { teams: team() }),
    colleague: await insertUser(db, "colleague", { roles: roles("owner"), teams: team() }),
  };
}

/** A published product with one plan; returns the plan's id and both slugs. */
export async function offerPlan(
  { contextOf }: TestDatabase,
  market: Market,
  plan: Partial<CreatePlanInput> = {},
  terms = "",
): Promise<{ planId: string; product: string; plan: string }> {
  const ctx = contextOf(market.publisher);
  const product = `product-${randomUUID().slice(0, 8)}`;
  await createProduct(ctx, market.workspace, { slug: product, name: "Orders to go", apis: ["orders"], terms });
  const created = await createPlan(ctx, market.workspace, product, { slug: "pro", name: "Pro", ...plan });
  await publishProduct(ctx, market.workspace, product);
  return { planId: created.id, product, plan: created.slug };
}

export async function openApplication({ contextOf }: TestDatabase, market: Market): Promise<string> {
  const input = { name: "Checkout", description: "", teamId: market.teamId };
  return (await createApplication(contextOf(market.developer), input)).id;
}

/** The id of a new subscription of the developer's: submitted, or active with a plan that says `auto`. */
export async function subscribe(test: TestDatabase, market: Market, plan: Partial<CreatePlanInput> = {}, now?: Date) {
  const { planId } = await offerPlan(test, market, plan);
  const applicationId = await openApplication(test, market);
  const ctx = test.contextOf(market.developer, now);
  return (await requestSubscription(ctx, { applicationId, planId, reason: "Go-live in May", answers: {} })).id;
}

/** Parts that wait for the compiler, oldest first. */
export async function partsChanged(db: Database): Promise<string[]> {
  return (await db.snapshotChange.findMany({ orderBy: { id: "asc" } })).map(({ part }) => part);
}

/** The parts that the newest change names, each once, by name. */
export async function lastPartsChanged(db: Database): Promise<string[]> {
  const newest = await db.snapshotChange.findFirstOrThrow({ orderBy: { id: "desc" } });
  const changes = await db.snapshotChange.findMany({ where: { auditId: newest.auditId } });
  return [...new Set(changes.map(({ part }) => part))].sort();
}

/** What a refused verb rejects with. */
export function refusal(slug: ProblemSlug): unknown {
  return { asymmetricMatch: (error: { slug?: unknown }) => error.slug === slug, toString: () => `a Problem ${slug}` };
}

/** How many of the racing verbs won, and the slugs of those that lost. */
export async function race(...verbs: Promise<unknown>[]): Promise<{ won: number; lost: unknown[] }> {
  const settled = await Promise.allSettled(verbs);
  const lost = settled.filter((outcome) => outcome.status === "rejected");
  return { won: settled.length - lost.length, lost: lost.map(({ reason }) => reason.status ?? reason) };
}

async function insertWorkspace(db: Database, slug: string): Promise<string> {
  return (await db.workspace.create({ data: { slug, name: slug } })).id;
}

async function insertTeam(db: Database, name: string): Promise<string> {
  return (await db.team.create({ data: { name } })).id;
}

async function insertApi(db: Database, workspaceId: string, slug: string): Promise<void> {
  const versioning = { scheme: "path" };
  const credentials = { apiKey: { headers: ["x-api-key"], query: [] } };
  await db.api.create({ data: { workspaceId, slug, name: slug, basePath: `/${slug}`, versioning, credentials } });
}

async function insertUser(
  db: Database,
  name: string,
  { roles = new Map(), teams = new Map() }: Partial<Pick<UserActor, "roles" | "teams">>,
): Promise<UserActor> {
  const email = `${name}-${randomUUID()}@example.com`;
  const { id } = await db.user.create({ data: { email, name } });
  for (const [workspaceId, role] of roles) await db.membership.create({ data: { workspaceId, userId: id, role } });
  for (const [teamId, role] of teams) await db.teamMember.create({ data: { teamId, userId: id, role } });
  return { kind: "user", id, name, email, isAdmin: false, roles, teams };
}

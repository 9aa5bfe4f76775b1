import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { ListCatalogProductsInput, ListProductsInput } from "./input.ts";
import type { ProductState } from "./product.ts";

const openPlans = { where: { archivedAt: null }, orderBy: { id: "asc" } } as const;
const apis = {
  select: { api: { select: { id: true, slug: true, name: true, summary: true } } },
  orderBy: { api: { slug: "asc" } },
} as const;

const whole = { apis, plans: { orderBy: { id: "asc" } } } as const satisfies Prisma.ProductInclude;
const offered = { apis, plans: openPlans, workspace: { select: { slug: true, name: true } } } as const;

export type ProductRow = Prisma.ProductGetPayload<{ include: typeof whole }>;
export type CatalogProductRow = Prisma.ProductGetPayload<{ include: typeof offered }>;
export type PlanRow = Prisma.PlanGetPayload<object>;

export async function getProduct(reader: Reader, workspaceId: string, slug: string): Promise<ProductRow> {
  const row = await reader.product.findUnique({ where: { workspaceId_slug: { workspaceId, slug } }, include: whole });
  if (!row) throw new Problem("not-found");
  return row;
}

/** The product, held until the transaction ends, for changes that count its plans. */
export async function lockProduct(tx: Transaction, workspaceId: string, slug: string): Promise<ProductRow> {
  await tx.$queryRaw`
    SELECT 1 FROM products WHERE workspace_id = ${workspaceId}::uuid AND slug = ${slug} FOR UPDATE`;
  return getProduct(tx, workspaceId, slug);
}

export function listProductRows(reader: Reader, workspaceId: string, input: ListProductsInput): Promise<ProductRow[]> {
  const [after] = decodeCursor(input.cursor, 1) ?? [];
  return reader.product.findMany({
    where: {
      workspaceId,
      ...matching(input.search),
      ...(input.state ? { state: input.state } : {}),
      ...(after ? { slug: { gt: after } } : {}),
    },
    include: whole,
    orderBy: { slug: "asc" },
    take: input.limit + 1,
  });
}

export async function getOfferedProduct(
  reader: Reader,
  actor: Actor,
  workspaceSlug: string,
  slug: string,
): Promise<CatalogProductRow> {
  const row = await reader.product.findFirst({
    where: { ...offeredTo(actor), workspace: { slug: workspaceSlug }, slug },
    include: offered,
  });
  if (!row) throw new Problem("not-found");
  return row;
}

export function listOfferedProducts(
  reader: Reader,
  actor: Actor,
  input: ListCatalogProductsInput,
): Promise<CatalogProductRow[]> {
  const [name = "", id = ""] = decodeCursor(input.cursor, 2) ?? [];
  const after = input.cursor ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {};
  return reader.product.findMany({
    where: {
      AND: [offeredTo(actor), matching(input.search), after],
      ...(input.workspace ? { workspace: { slug: input.workspace } } : {}),
      ...(input.api ? { apis: { some: { api: { slug: input.api } } } } : {}),
    },
    include: offered,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: input.limit + 1,
  });
}

/** What an actor may see of what is published. A restricted product is seen by the members of its workspace. */
function offeredTo(actor: Actor): Prisma.ProductWhereInput {
  const published = { state: "published" as const };
  if (actor.kind === "anonymous") return { ...published, visibility: "public" };
  if (actor.kind === "system") return published;
  if (actor.kind === "service" && actor.workspaceId === undefined) return published;
  const own = actor.kind === "service" ? [actor.workspaceId ?? ""] : [...actor.roles.keys()];
  return { ...published, OR: [{ visibility: { not: "restricted" } }, { workspaceId: { in: own } }] };
}

function matching(search: string | undefined): Prisma.ProductWhereInput {
  if (!search) return {};
  const text = containing(search);
  return { OR: [{ name: text }, { slug: text }, { summary: text }] };
}

/** Ids of APIs of the workspace, in the order of their slugs; a Problem that points at the first unknown one. */
export async function getApiIds(reader: Reader, workspaceId: string, slugs: string[]): Promise<string[]> {
  const rows = await reader.api.findMany({
    where: { workspaceId, slug: { in: slugs }, archivedAt: null },
    select: { id: true, slug: true },
  });
  const ids = new Map(rows.map(({ slug, id }) => [slug, id]));
  return slugs.map((slug, i) => {
    const id = ids.get(slug);
    if (id !== undefined) return id;
    const detail = `there is no API ${slug} in this workspace`;
    throw new Problem("invalid-input", detail, { errors: [{ pointer: `/apis/${i}`, detail }] });
  });
}

export async function insertProduct(
  tx: Transaction,
  data: Prisma.ProductCreateManyInput,
  apiIds: string[],
): Promise<void> {
  const [created] = await tx.product.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } });
  if (!created) throw new Problem("already-exists", `There is a product ${data.slug} already.`);
  await replaceProductApis(tx, created.id, apiIds);
}

/** Writes only if nobody wrote since `before` was read. */
export async function updateProduct(
  tx: Transaction,
  before: ProductRow,
  data: Prisma.ProductUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.product.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("precondition-failed");
}

/** As `updateProduct` for a state: who comes second is told so. */
export async function moveProduct(tx: Transaction, before: ProductRow, state: ProductState): Promise<void> {
  const { count } = await tx.product.updateMany({
    where: { id: before.id, state: before.state },
    data: { state, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("lost-race");
}

export async function replaceProductApis(tx: Transaction, productId: string, apiIds: string[]): Promise<void> {
  await tx.productApi.deleteMany({ where: { productId, apiId: { notIn: apiIds } } });
  await tx.productApi.createMany({ data: apiIds.map((apiId) => ({ productId, apiId })), skipDuplicates: true });
}

export async function removeProduct(tx: Transaction, before: ProductRow): Promise<void> {
  const { count } = await tx.product.deleteMany({ where: { id: before.id, rowVersion: before.rowVersion } });
  if (count !== 1) throw new Problem("precondition-failed");
}

export async function getPlan(reader: Reader, productId: string, slug: string): Promise<PlanRow> {
  const row = await reader.plan.findUnique({ where: { productId_slug: { productId, slug } } });
  if (!row) throw new Problem("not-found");
  return row;
}

export function listPlanRows(reader: Reader, productId: string, after: string | undefined, limit: number) {
  return reader.plan.findMany({
    where: { productId, ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: "asc" },
    take: limit + 1,
  });
}

type WithQuota<T> = Omit<T, "quota"> & { quota?: Prisma.InputJsonObject | null };

/** A product is read with its plans, so its row version rises with theirs. */
export async function insertPlan(tx: Transaction, plan: WithQuota<Prisma.PlanCreateManyInput>): Promise<PlanRow> {
  const data = { ...plan, quota: plan.quota ?? Prisma.DbNull };
  const [created] = await tx.plan.createManyAndReturn({ data, skipDuplicates: true });
  if (!created) throw new Problem("already-exists", `The product has a plan ${plan.slug} already.`);
  await raiseRowVersion(tx, plan.productId);
  return created;
}

/** Writes only if nobody wrote since `before` was read. */
export async function updatePlan(
  tx: Transaction,
  before: PlanRow,
  { quota, ...changes }: WithQuota<Prisma.PlanUncheckedUpdateManyInput>,
): Promise<PlanRow> {
  const { count } = await tx.plan.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion },
    data: {
      ...changes,
      ...(quota === undefined ? {} : { quota: quota ?? Prisma.DbNull }),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) throw new Problem("precondition-failed");
  await raiseRowVersion(tx, before.productId);
  return tx.plan.findUniqueOrThrow({ where: { id: before.id } });
}

async function raiseRowVersion(tx: Transaction, productId: string): Promise<void> {
  await tx.product.update({ where: { id: productId }, data: { rowVersion: { increment: 1 } } });
}

interface OfferedPlan {
  plan: PlanRow;
  product: { id: string; workspaceId: string; terms: string; termsVersion: number };
}

/**
 * The plan that a subscription is asked of, with its product: published, visible to the actor and not archived. Both rows
 * stay locked against change until the transaction ends, so that nobody subscribes to what is just being withdrawn.
 */
export async function findOfferedPlan(tx: Transaction, actor: Actor, planId: string): Promise<OfferedPlan | undefined> {
  await tx.$queryRaw`
    SELECT 1 FROM plans p JOIN products o ON o.id = p.product_id WHERE p.id = ${planId}::uuid FOR SHARE`;
  const row = await tx.plan.findFirst({
    where: { id: planId, archivedAt: null, product: offeredTo(actor) },
    include: { product: { select: { id: true, workspaceId: true, terms: true, termsVersion: true } } },
  });
  return row ? { plan: row, product: row.product } : undefined;
}

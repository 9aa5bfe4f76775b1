import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListCatalogProductsInput, ListProductsInput } from "./input.ts";
import {
  getOfferedProduct,
  getPlan,
  getProduct,
  listOfferedProducts,
  listPlanRows,
  listProductRows,
} from "./queries.ts";
import {
  type CatalogProductView,
  type PlanView,
  type ProductView,
  toCatalogProductView,
  toPlanView,
  toProductView,
} from "./view.ts";

/** The products of a workspace in any state, by slug. */
export async function listProducts(
  ctx: Context,
  workspaceSlug: string,
  input: ListProductsInput,
): Promise<Page<ProductView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listProductRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.slug], toProductView);
}

export async function readProduct(ctx: Context, workspaceSlug: string, slug: string): Promise<ProductView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  return toProductView(await getProduct(ctx.db, workspaceId, slug));
}

/** The plans of a product, archived ones included, in the order in which they were made. */
export async function listPlans(
  ctx: Context,
  workspaceSlug: string,
  productSlug: string,
  { cursor, limit }: PageInput,
): Promise<Page<PlanView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const product = await getProduct(ctx.db, workspaceId, productSlug);
  const rows = await listPlanRows(ctx.db, product.id, decodeCursor(cursor, 1)?.[0], limit);
  return toPage(rows, limit, (row) => [row.id], toPlanView);
}

export async function readPlan(
  ctx: Context,
  workspaceSlug: string,
  productSlug: string,
  slug: string,
): Promise<PlanView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const product = await getProduct(ctx.db, workspaceId, productSlug);
  return toPlanView(await getPlan(ctx.db, product.id, slug));
}

/** What is on offer to the actor in all workspaces, by name. */
export async function listCatalogProducts(
  ctx: Context,
  input: ListCatalogProductsInput,
): Promise<Page<CatalogProductView>> {
  const rows = await listOfferedProducts(ctx.db, ctx.actor, input);
  return toPage(rows, input.limit, (row) => [row.name, row.id], toCatalogProductView);
}

export async function readCatalogProduct(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
): Promise<CatalogProductView> {
  return toCatalogProductView(await getOfferedProduct(ctx.db, ctx.actor, workspaceSlug, slug));
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "product.read", workspaceId);
  return workspaceId;
}

import type { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor, decodeIdCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import type { ListApisInput } from "./input.ts";
import type { ClaimedRoute } from "./routes.ts";

/** The group that every new API is deployed to. */
const DEFAULT_GROUP = "default";

const whole = {
  workspace: { select: { slug: true } },
  versions: {
    orderBy: { id: "asc" },
    include: {
      successor: { select: { name: true } },
      revisions: { where: { state: "live" }, select: { number: true, liveAt: true } },
    },
  },
  deployments: { select: { group: { select: { slug: true, publicUrls: true } } } },
} as const satisfies Prisma.ApiInclude;

export type ApiRow = Prisma.ApiGetPayload<{ include: typeof whole }>;
export type VersionRow = ApiRow["versions"][number];

export async function findApi(reader: Reader, workspaceId: string, slug: string): Promise<ApiRow | undefined> {
  const row = await reader.api.findUnique({ where: { workspaceId_slug: { workspaceId, slug } }, include: whole });
  return row ?? undefined;
}

export async function getApi(reader: Reader, workspaceId: string, slug: string): Promise<ApiRow> {
  const row = await findApi(reader, workspaceId, slug);
  if (!row) throw new Problem("not-found");
  return row;
}

export function listApiRows(reader: Reader, workspaceId: string, input: ListApisInput): Promise<ApiRow[]> {
  const { after, orderBy } = positionOf(input);
  return reader.api.findMany({
    where: {
      workspaceId,
      archivedAt: input.state === "archived" ? { not: null } : null,
      ...(input.tag ? { tags: { has: input.tag } } : {}),
      ...(input.visibility ? { visibility: input.visibility === "signed-in" ? "signed_in" : input.visibility } : {}),
      ...(input.lifecycle ? { versions: { some: { state: input.lifecycle } } } : {}),
      AND: [matching(input.search), after],
    },
    include: whole,
    orderBy,
    take: input.limit + 1,
  });
}

/** What a cursor of the list quotes: ids are in the order in which the APIs were made. */
export function apiPosition({ sort }: ListApisInput): (row: Pick<ApiRow, "name" | "id">) => string[] {
  return (row) => (sort.endsWith("name") ? [row.name, row.id] : [row.id]);
}

function positionOf({ sort, cursor }: ListApisInput) {
  const direction = sort.startsWith("-") ? ("desc" as const) : ("asc" as const);
  const beyond = <T>(value: T) => (direction === "asc" ? { gt: value } : { lt: value });
  if (!sort.endsWith("name")) {
    const id = decodeIdCursor(cursor);
    return { after: id === undefined ? {} : { id: beyond(id) }, orderBy: [{ id: direction }] };
  }
  const [name, id] = decodeCursor(cursor, 2) ?? [];
  const after =
    name === undefined || id === undefined ? {} : { OR: [{ name: beyond(name) }, { name, id: beyond(id) }] };
  return { after, orderBy: [{ name: direction }, { id: direction }] };
}

function matching(search: string | undefined): Prisma.ApiWhereInput {
  if (!search) return {};
  const contains = containing(search);
  return { OR: [{ name: contains }, { slug: contains }, { summary: contains }, { basePath: contains }] };
}

/** The id; `already-exists` when the slug is taken, also by somebody who came first just now. */
export async function insertApi(tx: Transaction, data: Prisma.ApiCreateManyInput): Promise<string> {
  const [row] = await tx.api.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  if (!row) throw new Problem("already-exists", `There is an API with the slug ${data.slug} in this workspace.`);
  await tx.$executeRaw`
    INSERT INTO api_deployments (api_id, group_id)
    SELECT ${row.id}::uuid, id FROM gateway_groups WHERE slug = ${DEFAULT_GROUP}`;
  return row.id;
}

/** Writes on the version that was read. */
export async function updateApi(
  tx: Transaction,
  before: ApiRow,
  data: Prisma.ApiUpdateManyMutationInput,
): Promise<void> {
  const { count } = await tx.api.updateMany({
    where: { id: before.id, rowVersion: before.rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  if (count !== 1) throw new Problem("lost-race");
}

export async function removeApi(tx: Transaction, before: ApiRow): Promise<void> {
  const { count } = await tx.api.deleteMany({ where: { id: before.id, rowVersion: before.rowVersion } });
  if (count !== 1) throw new Problem("lost-race");
}

/** Who holds a route that another API wanted. */
export interface RouteHolder extends ClaimedRoute {
  slug: string;
  workspaceId: string;
  /** Everybody sees it in the catalogue. */
  isPublic: boolean;
}

/**
 * Puts these routes in the place of the API's present ones. The primary key of the table decides between two APIs, also
 * between two that are saved at the same moment; returns who was first when it was another one.
 */
export async function replaceRoutes(
  tx: Transaction,
  apiId: string,
  routes: readonly ClaimedRoute[],
): Promise<RouteHolder | undefined> {
  await tx.apiRoute.deleteMany({ where: { apiId } });
  const { count } = await tx.apiRoute.createMany({
    // one order for all writers, so that two that want the same routes cannot block one another
    data: routes.map((route) => ({ ...route, apiId })).sort((a, b) => (a.host + a.prefix < b.host + b.prefix ? -1 : 1)),
    skipDuplicates: true,
  });
  if (count === routes.length) return undefined;
  const holder = await findRouteHolder(tx, apiId, routes);
  if (!holder) throw new Problem("lost-race");
  return holder;
}

/** The API that has one of these routes, `apiId` itself aside. */
export async function findRouteHolder(
  reader: Reader,
  apiId: string | undefined,
  routes: readonly ClaimedRoute[],
): Promise<RouteHolder | undefined> {
  const taken = await reader.apiRoute.findFirst({
    where: { OR: [...routes], ...(apiId === undefined ? {} : { apiId: { not: apiId } }) },
    include: {
      api: { select: { slug: true, workspaceId: true, visibility: true, search: { select: { apiId: true } } } },
    },
  });
  if (!taken) return undefined;
  const { host, prefix, api } = taken;
  const isPublic = api.visibility === "public" && api.search !== null;
  return { host, prefix, slug: api.slug, workspaceId: api.workspaceId, isPublic };
}

/** Slugs of the products that open the API to somebody. */
export async function listProductsWith(tx: Transaction, apiId: string): Promise<{ slug: string; state: string }[]> {
  return tx.product.findMany({
    where: { apis: { some: { apiId } } },
    select: { slug: true, state: true },
    orderBy: { slug: "asc" },
    take: 20,
  });
}

export function findVersion(api: ApiRow, name: string): VersionRow | undefined {
  return api.versions.find((version) => version.name === name);
}

export function getVersion(api: ApiRow, name: string): VersionRow {
  const version = findVersion(api, name);
  if (!version) throw new Problem("not-found");
  return version;
}

/** By id of the version: what it is called, and the slug of its API. */
export async function listVersionPlaces(
  reader: Reader,
  ids: string[],
): Promise<Map<string, { api: string; version: string }>> {
  const rows = await reader.apiVersion.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, api: { select: { slug: true } } },
  });
  return new Map(rows.map(({ id, name, api }) => [id, { api: api.slug, version: name }]));
}

export async function insertVersion(tx: Transaction, data: Prisma.ApiVersionCreateManyInput): Promise<string> {
  const [row] = await tx.apiVersion.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  if (!row) throw new Problem("already-exists", `The API has a version ${data.name}.`);
  return row.id;
}

export async function updateVersion(
  tx: Transaction,
  before: Pick<VersionRow, "id" | "state">,
  data: Prisma.ApiVersionUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.apiVersion.updateMany({ where: { id: before.id, state: before.state }, data });
  if (count !== 1) throw new Problem("lost-race");
}

/** Makes one version the one that callers without a version get. */
export async function setDefaultVersion(tx: Transaction, apiId: string, versionId: string): Promise<void> {
  await tx.apiVersion.updateMany({
    where: { apiId, isDefault: true, id: { not: versionId } },
    data: { isDefault: false },
  });
  await tx.apiVersion.updateMany({ where: { id: versionId }, data: { isDefault: true } });
}

/** Makes writers of an API's versions and revisions wait for one another; held until the transaction ends. */
export async function lockApi(tx: Transaction, apiId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM apis WHERE id = ${apiId}::uuid FOR UPDATE`;
}

import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import { toPage } from "../db/paging.ts";
import { getDocumentSource, getNormalisedDocument } from "./document-queries.ts";
import type { ListCatalogInput, ListOperationsInput } from "./input.ts";
import { countOperations, searchOperations, searchOperationsOf } from "./operation-search.ts";
import type { VersionPlace } from "./place.ts";
import { countFacets, listNewsRows } from "./portal-facets.ts";
import { findLiveRevision, getOfferedApi } from "./portal-queries.ts";
import { type FoundApi, searchApis } from "./portal-search.ts";
import {
  type CatalogApiDetailView,
  type CatalogEntryView,
  type CatalogFacetsView,
  type CatalogNewsView,
  type CatalogOperationView,
  toCatalogApiDetailView,
} from "./portal-view.ts";
import { countOperationsByTag, listOperationRows } from "./revision-queries.ts";
import { type OperationView, toOperationView } from "./view.ts";

/** What the actor may see of the live APIs of all workspaces. */
export async function listCatalogApis(ctx: Context, input: ListCatalogInput): Promise<Page<CatalogEntryView>> {
  const found = await searchApis(ctx.db, ctx.actor, input);
  return toPage(found, input.limit, positionOf, toEntry);
}

/** The same for the catalogue's page: each API with the operations that were searched for. */
export async function listCatalogHits(
  ctx: Context,
  input: ListCatalogInput,
): Promise<Page<CatalogEntryView & { hits: CatalogOperationView[] }>> {
  const found = await searchApis(ctx.db, ctx.actor, input);
  const hits = input.search
    ? await searchOperationsOf(
        ctx.db,
        found.map(({ id }) => id),
        input.search,
        HITS_MAX,
      )
    : undefined;
  return toPage(found, input.limit, positionOf, (row) => ({ ...toEntry(row), hits: hits?.get(row.id) ?? [] }));
}

/** Of the operations of one API; its own page has all of them. */
const HITS_MAX = 3;

/** How many APIs and operations are found, and by which values the APIs can be filtered. */
export async function readCatalogFacets(
  ctx: Context,
  input: ListCatalogInput,
): Promise<CatalogFacetsView & { operations: number }> {
  const [counted, operations] = await Promise.all([
    countFacets(ctx.db, ctx.actor, input),
    input.search ? countOperations(ctx.db, ctx.actor, input.search) : 0,
  ]);
  return { ...counted, operations };
}

/** What is new and what has changed, the latest first. */
export function listCatalogNews(ctx: Context, limit: number): Promise<CatalogNewsView[]> {
  return listNewsRows(ctx.db, ctx.actor, limit);
}

export async function readCatalogApi(ctx: Context, workspace: string, slug: string): Promise<CatalogApiDetailView> {
  return toCatalogApiDetailView(await getOfferedApi(ctx.db, ctx.actor, workspace, slug));
}

/** The best few over all APIs: what a search box shows. */
export async function findCatalogOperations(
  ctx: Context,
  { search, limit }: { search: string; limit: number },
): Promise<{ items: CatalogOperationView[] }> {
  return { items: await searchOperations(ctx.db, ctx.actor, search, limit) };
}

export async function listCatalogOperations(
  ctx: Context,
  place: VersionPlace,
  input: ListOperationsInput,
): Promise<Page<OperationView>> {
  const { id: revisionId } = await liveAt(ctx, place);
  const rows = await listOperationRows(ctx.db, revisionId, input);
  return toPage(rows, input.limit, (row) => [String(row.ordinal)], toOperationView);
}

/** Under which first tags the operations of a version stand, and how many under each. */
export async function listCatalogTags(
  ctx: Context,
  place: VersionPlace,
): Promise<{ tag: string; operations: number }[]> {
  const { id: revisionId } = await liveAt(ctx, place);
  return countOperationsByTag(ctx.db, revisionId);
}

/** OpenAPI 3.1, as gzip of its JSON. */
export async function readCatalogDocument(ctx: Context, place: VersionPlace) {
  return getNormalisedDocument(ctx.db, await getCatalogDocumentId(ctx, place));
}

/** Byte for byte as it was imported. */
export async function readCatalogSource(ctx: Context, place: VersionPlace) {
  return getDocumentSource(ctx.db, await getCatalogDocumentId(ctx, place));
}

/** One operation of a live version by its key. */
export async function readCatalogOperation(ctx: Context, place: VersionPlace, key: string): Promise<OperationView> {
  const { id: revisionId } = await liveAt(ctx, place);
  const [row] = await listOperationRows(ctx.db, revisionId, { key, limit: 1 });
  if (!row) throw new Problem("not-found");
  return toOperationView(row);
}

/** The id of the description that is live. */
export async function getCatalogDocumentId(ctx: Context, place: VersionPlace): Promise<string> {
  const { documentId } = await liveAt(ctx, place);
  if (documentId === null) throw new Problem("not-found", "The version has no description.");
  return documentId;
}

function positionOf({ position, id }: FoundApi): string[] {
  return [position, id];
}

function toEntry({ position: _position, id: _id, ...entry }: FoundApi): CatalogEntryView {
  return entry;
}

async function liveAt(ctx: Context, place: VersionPlace): Promise<{ id: string; documentId: string | null }> {
  const live = await findLiveRevision(ctx.db, ctx.actor, place);
  if (!live) throw new Problem("not-found");
  return live;
}

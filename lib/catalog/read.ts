import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { compareOperations, type OperationChanges } from "./compare.ts";
import { getDocumentSource } from "./document-queries.ts";
import type { ListApisInput, ListOperationsInput, ListRevisionsInput } from "./input.ts";
import type { RevisionPlace, VersionPlace } from "./place.ts";
import { apiPosition, getApi, getVersion, listApiRows, type VersionRow } from "./queries.ts";
import {
  findBaseRevision,
  getRevision,
  listComparedOperations,
  listOperationRows,
  listRevisionRows,
  type RevisionRow,
} from "./revision-queries.ts";
import {
  type ApiView,
  type OperationView,
  type RevisionView,
  toApiView,
  toOperationView,
  toRevisionView,
  toVersionView,
  type VersionView,
} from "./view.ts";

/** The APIs of a workspace. */
export async function listApis(ctx: Context, workspaceSlug: string, input: ListApisInput): Promise<Page<ApiView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listApiRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, apiPosition(input), toApiView);
}

export async function readApi(ctx: Context, workspaceSlug: string, slug: string): Promise<ApiView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  return toApiView(await getApi(ctx.db, workspaceId, slug));
}

/** All versions, in the order in which they were made. */
export async function listVersions(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  { limit, cursor }: PageInput,
): Promise<Page<VersionView>> {
  const { versions } = await readApi(ctx, workspaceSlug, slug);
  const [after = ""] = decodeCursor(cursor, 1) ?? [];
  const rest = versions.filter(({ id }) => id > after);
  return toPage(
    rest.slice(0, limit + 1),
    limit,
    ({ id }) => [id],
    (version) => version,
  );
}

export async function readVersion(ctx: Context, place: VersionPlace): Promise<VersionView> {
  return toVersionView(await versionAt(ctx, place));
}

/** The revisions of a version, the newest first. */
export async function listRevisions(
  ctx: Context,
  place: VersionPlace,
  input: ListRevisionsInput,
): Promise<Page<RevisionView>> {
  const version = await versionAt(ctx, place);
  const rows = await listRevisionRows(ctx.db, version.id, input);
  return toPage(rows, input.limit, (row) => [String(row.number)], toRevisionView);
}

export async function readRevision(ctx: Context, place: RevisionPlace): Promise<RevisionView> {
  return toRevisionView(await revisionAt(ctx, place));
}

/** What a new revision would go out from: the live one, else the newest. */
export async function readBaseRevision(ctx: Context, place: VersionPlace): Promise<RevisionView | undefined> {
  const row = await findBaseRevision(ctx.db, (await versionAt(ctx, place)).id);
  return row && toRevisionView(row);
}

/** The operations of a revision, in the order of its description. */
export async function listOperations(
  ctx: Context,
  place: RevisionPlace,
  input: ListOperationsInput,
): Promise<Page<OperationView>> {
  const revision = await revisionAt(ctx, place);
  const rows = await listOperationRows(ctx.db, revision.id, input);
  return toPage(rows, input.limit, (row) => [String(row.ordinal)], toOperationView);
}

/** What a revision changes against another one of its version. */
export async function compareRevisions(ctx: Context, place: RevisionPlace, against: number): Promise<OperationChanges> {
  const [after, before] = await Promise.all([revisionAt(ctx, place), revisionAt(ctx, { ...place, revision: against })]);
  return compareOperations(
    await listComparedOperations(ctx.db, before.id),
    await listComparedOperations(ctx.db, after.id),
  );
}

/** The description of a revision byte for byte as it was imported. */
export async function readSourceDocument(ctx: Context, place: RevisionPlace) {
  const { documentId } = await revisionAt(ctx, place);
  if (documentId === null) throw new Problem("not-found", "The revision has no description.");
  return getDocumentSource(ctx.db, documentId);
}

async function versionAt(ctx: Context, place: VersionPlace): Promise<VersionRow> {
  const workspaceId = await workspaceToRead(ctx, place.workspace);
  return getVersion(await getApi(ctx.db, workspaceId, place.api), place.version);
}

async function revisionAt(ctx: Context, place: RevisionPlace): Promise<RevisionRow> {
  const version = await versionAt(ctx, place);
  return getRevision(ctx.db, version.id, place.revision);
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "api.read", workspaceId);
  return workspaceId;
}
